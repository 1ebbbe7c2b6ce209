package signet.userdata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class YamlTextTest {

    private static Value read(String yaml) throws InvalidConfig {
        Value value = YamlText.read(yaml.getBytes(StandardCharsets.UTF_8));
        assertNotNull(value);
        return value;
    }

    /** What is said of it. */
    private static String refused(String yaml) {
        byte[] bytes = yaml.getBytes(StandardCharsets.UTF_8);
        return String.valueOf(
                assertThrows(InvalidConfig.class, () -> YamlText.read(bytes)).getMessage());
    }

    @ParameterizedTest
    @CsvSource(quoteCharacter = '`', textBlock = """
            yes, FLAG, True
            Off, FLAG, False
            y, TEXT, y
            0644, WHOLE, 420
            0o644, TEXT, 0o644
            644, WHOLE, 644
            0x1F, WHOLE, 31
            -0b101, WHOLE, -5
            1_000, WHOLE, 1000
            12:30:45, WHOLE, 45045
            1.10, FRACTION, 1.1
            .5, FRACTION, 0.5
            -2., FRACTION, -2.0
            ~, NOTHING, None
            Null, NOTHING, None
            2020-01-02, TEXT, 2020-01-02
            "yes", TEXT, yes
            '0644', TEXT, 0644
            !!str 12, TEXT, 12
            !!binary aGk=, BINARY, hi
            """)
    void scalarsAreWhatCloudInitsReaderTakesThemFor(String yaml, Value.Kind kind, String text) throws Exception {
        assertEquals(new Value.Scalar(kind, text), read(yaml));
    }

    @Test
    void anEmptyDocumentHasNoValue() throws Exception {
        assertNull(YamlText.read("# nothing\n".getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void ofTwoEqualKeysTheLastHolds() throws Exception {
        Value.Mapping mapping = assertInstanceOf(Value.Mapping.class, read("{a: x, b: y, a: z}"));

        assertEquals("z", mapping.text("a").orElseThrow());
        assertEquals(List.of("a", "b"), List.copyOf(mapping.values().keySet()));
    }

    @Test
    void aMergeGivesWhatIsNotSaidOtherwise() throws Exception {
        Value value = read("base: &b {a: x, b: y}\nmore: &c {c: w, a: v}\nuse: {<<: [*b, *c], b: z}\n");

        Value.Mapping use = assertInstanceOf(
                Value.Mapping.class, ((Value.Mapping) value).find("use").orElseThrow());
        assertEquals(Map.of("a", "x", "b", "z", "c", "w"), texts(use));
    }

    private static Map<String, String> texts(Value.Mapping mapping) {
        return mapping.values().entrySet().stream()
                .collect(java.util.stream.Collectors.toMap(
                        Map.Entry::getKey, entry -> Value.text(entry.getValue()).orElse("")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: [",
                "a: {b",
                "\"open",
                "a: b: c",
                "\tx: y",
                "- a\nb: c",
                "*none",
                "a: !!python/object:os.system x",
                "!!java.net.URL [http://x]",
                "!custom x",
                "? [a]\n: b",
                "a: &a [*a]",
                "&a {a: *a}",
                "--- a\n--- b",
                "!!int x",
                "{<<: x}",
                "@x",
                "a: \u0001"
            })
    void whatIsNoYamlOrMoreThanValuesIsRefusedWithItsPlace(String yaml) {
        String said = refused(yaml);

        assertTrue(said.startsWith("Failed loading yaml blob. "), said);
    }

    @Test
    void theMessageSaysWhereButIsOneLine() {
        assertEquals(
                "Failed loading yaml blob. Invalid format at line 2 column 5: \"mapping values are not allowed here\"",
                refused("a: x\nb: c: d\n"));
        assertEquals(1, refused("a: !<x\u2028y> z").lines().count());
    }

    @Test
    void bytesThatAreNoUtf8AreRefused() {
        assertThrows(InvalidConfig.class, () -> YamlText.read(new byte[] {'a', ':', ' ', (byte) 0xff}));
    }

    @Test
    void anchorsThatGrowWithoutBoundAreRefusedQuickly() {
        StringBuilder laughs = new StringBuilder("a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n");
        for (int i = 1; i < 12; i++) {
            laughs.append(
                    "a%d: &a%d [%s]\n".formatted(i, i, "*a%d, ".formatted(i - 1).repeat(9)));
        }
        StringBuilder merges = new StringBuilder("a0: &a0 {k: v}\n");
        for (int i = 1; i < 30; i++) {
            merges.append("a%d: &a%d {<<: [*a%d, *a%d], k%d: *a%d}\n".formatted(i, i, i - 1, i - 1, i, i - 1));
        }
        String scalars = "a: &a " + "x".repeat(8000) + "\nb: [" + "*a, ".repeat(3000) + "*a]\n";

        for (String yaml : List.of(laughs.toString(), merges.toString(), scalars)) {
            org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(Duration.ofSeconds(20), () -> refused(yaml));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- ", "? "})
    void depthIsLimited(String open) {
        refused("a: " + (open.equals("- ") || open.equals("? ") ? "\n" : "") + open.repeat(5000));
    }
}
