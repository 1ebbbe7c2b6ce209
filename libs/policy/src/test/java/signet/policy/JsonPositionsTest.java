package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Every value of a document knows where it stood: its text can be cut out, and its line and column shown. */
class JsonPositionsTest {
    private static final int POLICIES = Integer.getInteger("signet.policy.rewrites", 100);

    private static Json read(String document) {
        try {
            return JsonReader.read(document, "no JSON");
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    private static List<Json> children(Json value) {
        return switch (value) {
            case Json.Struct struct ->
                struct.members().stream().map(Json.Member::value).toList();
            case Json.Array array -> array.items();
            case Json.Text text -> List.of();
            case Json.Scalar scalar -> List.of();
            case Json.Null nothing -> List.of();
        };
    }

    /** The value without its place. */
    private static String shown(Json value) {
        return switch (value) {
            case Json.Struct struct ->
                struct.members().stream()
                        .map(member -> member.name() + "=" + shown(member.value()))
                        .toList()
                        .toString();
            case Json.Array array ->
                array.items().stream().map(JsonPositionsTest::shown).toList().toString();
            case Json.Text text -> "text " + text.value();
            case Json.Scalar scalar -> "scalar " + scalar.value();
            case Json.Null nothing -> "null";
        };
    }

    private static int line(String document, int offset) {
        return 1
                + (int) document.substring(0, offset)
                        .chars()
                        .filter(c -> c == '\n')
                        .count();
    }

    private static int column(String document, int offset) {
        return offset - document.lastIndexOf('\n', offset - 1);
    }

    private static void checkPlaces(String document, Json value) {
        Span at = value.at();
        assertEquals(shown(value), shown(read(document.substring(at.start(), at.end()))));
        assertEquals(line(document, at.start()), at.line());
        assertEquals(column(document, at.start()), at.column());
        assertEquals(line(document, at.end()), at.endLine());
        assertEquals(column(document, at.end()), at.endColumn());
        children(value).forEach(child -> checkPlaces(document, child));
    }

    @ParameterizedTest
    @EnumSource
    void theTextAtTheSpanOfAValueIsTheValue(PolicyKind kind) {
        Worlds worlds = new Worlds(801);
        Random random = new Random(801);
        for (int i = 0; i < POLICIES; i++) {
            String document =
                    SameMeaning.rewritten(kind, worlds.doc(kind), random).replace("\r\n", "\n");
            checkPlaces(document, read(document));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aStatementStandsWhereItsBracesAre(PolicyKind kind) {
        Worlds worlds = new Worlds(803);
        for (int i = 0; i < POLICIES; i++) {
            String document = worlds.doc(kind)
                    .json(kind != PolicyKind.TRUST)
                    .replace(",\"", ",\n \"")
                    .replace(",{", ",\n {");
            Policy policy = Policies.parse(kind, document.replace("'", "~"));
            int from = 0;
            for (Statement statement : policy.statements()) {
                int start = document.indexOf("{\"Effect\"", from);
                assertEquals(line(document, start), statement.startLine());
                assertEquals(column(document, start), statement.startColumn());
                from = start + 1;
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {                         | 1 | 2
                {"a":1,}                  | 1 | 8
                {"a":1 "b":2}             | 1 | 8
                [1,2                      | 1 | 5
                {"a":tru}                 | 1 | 6
                """)
    void aFaultOfTheJsonIsNotBeforeItsCause(String document, int line, int column) {
        try {
            JsonReader.read(document, "no JSON");
            throw new AssertionError(document);
        } catch (MalformedPolicyException e) {
            assertEquals("no JSON", e.getMessage());
            assertEquals(line, e.line());
            assertEquals(true, e.column() >= column, () -> document + " at " + e.column());
        }
    }

    @Test
    void aFaultOnALaterLineIsSaidToBeThere() {
        for (int lines = 0; lines < 50; lines++) {
            String document = "{" + "\n".repeat(lines) + "]";
            try {
                JsonReader.read(document, "no JSON");
                throw new AssertionError(document);
            } catch (MalformedPolicyException e) {
                assertEquals(lines + 1, e.line());
            }
        }
    }
}
