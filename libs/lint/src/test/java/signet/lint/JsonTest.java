package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.policy.PolicyKind;

class JsonTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "``|1|1|The document is empty.",
                "   |1|1|The document is empty.",
                "{|1|2|A member's name in double quotes is expected here.",
                "{\"a\":1|1|7|The document ends too early: a closing } is missing.",
                "{\"a\":|1|6|The document ends too early: a value is missing.",
                "{\"a\" 1}|1|6|A colon is expected after the name \"a\".",
                "{\"a\":1,}|1|7|Remove this comma: no member follows it.",
                "[1,]|1|3|Remove this comma: no item follows it.",
                "[1 2]|1|4|A comma or a closing ] is expected here.",
                "{a:1}|1|2|A member's name in double quotes is expected here.",
                "[Allow]|1|2|\"Allow\" is no JSON value: text needs double quotes.",
                "['a']|1|2|A value is expected here, not '''.",
                "{} {}|1|4|Nothing may follow the policy's closing brace; remove the rest.",
                "[\"a|1|2|The text that begins here has no closing double quote.",
                "[\"\\x\"]|1|3|This backslash begins no escape that JSON knows; write \\\\ for a backslash.",
                "[\"\\u12\"]|1|3|This backslash begins no escape that JSON knows; write \\\\ for a backslash.",
                "[01]|1|2|\"01\" is no JSON value: text needs double quotes.",
                "// a|1|1|A value is expected here, not '/'."
            })
    void whatIsNoJsonIsExplained(String text, int line, int column, String sentence) {
        List<Finding> found = Lint.findings(PolicyKind.IDENTITY, text);
        assertEquals(1, found.size());
        assertEquals(Issue.JSON_SYNTAX_ERROR, found.getFirst().issue());
        assertEquals(sentence, found.getFirst().details());
        Position start = found.getFirst().location().start();
        assertEquals(line + ":" + column, start.line() + ":" + start.column());
    }

    @Test
    void textThatRunsOverALineIsBlamedWhereItBegins() {
        Finding finding = Lint.findings(PolicyKind.IDENTITY, "{\n  \"a\": \"b,\n  \"c\": 1\n}")
                .getFirst();
        assertEquals(new Position(2, 8, 9), finding.location().start());
        assertTrue(finding.details().contains("no closing double quote on its line"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesEndAsTheyDoOnEverySystem(String end) {
        Finding finding =
                Lint.findings(PolicyKind.IDENTITY, "{" + end + end + " x}").getFirst();
        assertEquals(3, finding.location().start().line());
        assertEquals(2, finding.location().start().column());
    }

    @Test
    void escapesAreRead() throws JsonFault {
        Node node = JsonReader.read("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\\u0041\\u00e9\"");
        assertEquals(
                "\"\\/\b\f\n\r\tAé", assertInstanceOf(Node.Text.class, node).value());
    }

    @Test
    void everyValueKnowsItsPlace() throws JsonFault {
        String text = " {\"a\" : [true, null, -1.5e3, \"x\\\"y\"]} ";
        Node.Members members = assertInstanceOf(Node.Members.class, JsonReader.read(text));
        Node.Member member = members.members().getFirst();
        assertEquals("\"a\"", text.substring(member.nameStart(), member.nameEnd()));
        Node.Items items = assertInstanceOf(Node.Items.class, member.value());
        assertEquals(
                List.of("true", "null", "-1.5e3", "\"x\\\"y\""),
                items.items().stream()
                        .map(item -> text.substring(item.start(), item.end()))
                        .toList());
        assertEquals(
                List.of("Boolean", "null", "Number", "String"),
                items.items().stream().map(Node::typeName).toList());
        assertEquals("Object Array", members.typeName() + " " + items.typeName());
    }

    @Test
    void aDocumentCannotBeNestedWithoutEnd() {
        JsonFault fault = assertThrows(JsonFault.class, () -> JsonReader.read("[".repeat(100_000)));
        assertEquals("The document is nested too deeply.", fault.sentence());
        assertEquals(64, fault.offset());
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void anyTextHasAnAnswer(PolicyKind kind) {
        Random random = new Random(kind.name().hashCode());
        String whole = Lint.policy(
                "\"Sid\":\"A\",\"Effect\":\"Allow\",\"Principal\":{\"AWS\":[\"111122223333\",\"*\"],\"Service\":"
                        + "\"s3.amazonaws.com\"},\"Action\":[\"s3:Get*\",\"iam:PassRole\",\"ec2:RunInstances\"],\"Resource\":"
                        + "[\"arn:aws:s3:::b/${aws:username}/*\",\"*\"],\"Condition\":{\"ForAllValues:StringLike\":{\"aws:TagKeys\":"
                        + "[\"a\",\"b\"]},\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"},\"DateLessThan\":{\"aws:CurrentTime\":"
                        + "\"2026-01-01\"}}");
        String letters = "{}[]\",:*?$ \\\u00e9\ud83d\ude00a0\n";
        for (int round = 0; round < 1_500; round++) {
            StringBuilder text = new StringBuilder(whole);
            for (int change = random.nextInt(1, 5); change > 0; change--) {
                int at = random.nextInt(text.length());
                char letter = letters.charAt(random.nextInt(letters.length()));
                switch (random.nextInt(3)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.insert(at, letter);
                    default -> text.setCharAt(at, letter);
                }
            }
            String document = text.toString();
            for (Finding finding : Lint.findings(kind, document)) {
                Location location = finding.location();
                assertTrue(location.start().offset() <= location.end().offset(), document);
                assertTrue(location.end().offset() <= document.length(), document);
            }
            KindGuess.of(document);
        }
    }
}
