package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What a person or a program sees of files that are not as one expects them. */
class LintOutputTest {
    private static final String TYPO = "s3:GetObjet";

    @TempDir
    private Path folder = Path.of(".");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int lint(byte[] input, String... arguments) {
        Lint command = new Lint(
                new ByteArrayInputStream(input),
                new PrintStream(out, true, UTF_8),
                new PrintStream(errors, true, UTF_8),
                false);
        new CommandLine(command).parseArgs(arguments);
        return command.call();
    }

    private int lint(String input, String... arguments) {
        return lint(input.getBytes(UTF_8), arguments);
    }

    private String output() {
        return out.toString(UTF_8);
    }

    private List<String> lines() {
        return output().lines().toList();
    }

    private static String policy(String before, String action, String end) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\"," + end + before + "\"Action\":\""
                + action + "\"," + end + "\"Resource\":\"*\"}}";
    }

    @Test
    void aMarkStandsUnderItsSpanBehindTabs() {
        assertEquals(1, lint(policy("\t\t", TYPO, "\n"), "-"));
        assertEquals("stdin:2:12: error INVALID_ACTION in Statement.Action", lines().get(2));
        assertEquals("  2 │ \t\t\"Action\":\"s3:GetObjet\",", lines().get(3));
        assertEquals("    │ \t\t         ^^^^^^^^^^^^^", lines().get(4));
    }

    @Test
    void aMarkStandsUnderItsSpanBehindWideCharacters() {
        assertEquals(1, lint(policy("\"Sid\":\"日本\",", TYPO, "\n"), "--kind=resource", "-"));
        int line = 0;
        while (!lines().get(line).contains("INVALID_ACTION")) {
            line++;
        }
        assertEquals("  2 │ \"Sid\":\"日本\",\"Action\":\"s3:GetObjet\",", lines().get(line + 1));
        assertEquals("    │ " + " ".repeat(22) + "^".repeat(13), lines().get(line + 2));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesAreCountedHoweverTheyEnd(String end) {
        assertEquals(1, lint(policy("", TYPO, end), "-"));
        assertTrue(output().contains("stdin:2:10: error INVALID_ACTION"), output());
        assertTrue(output().contains("  2 │ \"Action\":\"s3:GetObjet\",\n"), output());
        assertFalse(output().contains("\r"), output());
    }

    @Test
    void aByteOrderMarkMovesNothing() {
        assertEquals(1, lint("\ufeff" + policy("", TYPO, ""), "-"));
        assertTrue(output().contains("stdin:1:64: error INVALID_ACTION"), output());
    }

    @Test
    void aPolicyOfOneLongLineIsCutAroundTheFault() {
        String long0 = policy("\"Sid\":\"" + "x".repeat(1 << 20) + "\",", TYPO, "");
        assertEquals(1, lint(long0, "-"));
        assertTrue(output().length() < 3_000, () -> "characters: " + output().length());
        assertTrue(output().contains("│ …xxxx"), output());
        assertTrue(output().contains("\"Action\":\"s3:GetObjet\",\"Resource\":\"*\"}}"), output());
    }

    @Test
    void deepNestingIsOneError() {
        assertEquals(1, lint("{\"Statement\":".repeat(10_000), "-"));
        assertTrue(output().contains("error JSON_SYNTAX_ERROR"), output());
        assertTrue(output().contains("nested too deeply"), output());
        assertTrue(output().endsWith("\n1 error.\n"), output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\n\n", "\ufeff"})
    void anEmptyFileIsAnErrorOfThePolicy(String nothing) {
        assertEquals(1, lint(nothing, "-"));
        assertTrue(output().contains("stdin:1:1: error JSON_SYNTAX_ERROR\n  The document is empty.\n"), output());
    }

    @Test
    void bytesThatAreNoTextAreAReasonNotToRead() {
        byte[] bytes = new byte[4_096];
        new Random(1).nextBytes(bytes);
        assertEquals(2, lint(bytes, "-"));
        assertEquals("signet: cannot read -: it is not text in UTF-8\n", errors.toString(UTF_8));
        assertEquals("", output());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u001b[2J", "\u0007"})
    void controlCharactersDoNotReachTheScreen(String control) {
        assertEquals(1, lint("{\"Version\":\"" + control + "\"}", "-"));
        assertFalse(output().contains(control), output());
        assertTrue(output().contains("JSON_SYNTAX_ERROR"), output());
    }

    @Test
    void aNameInTheTextCannotWriteToTheScreenEither() {
        assertEquals(1, lint("{\"Version\":\"2012-10-17\",\"\\u001b[2J\":1,\"Statement\":[]}", "-"));
        assertTrue(output().contains("INVALID_POLICY_ELEMENT"), output());
        assertFalse(output().contains("\u001b"), output());
    }

    @Test
    void anyBytesHaveAnOutputAndAStatus() {
        Random random = new Random(2);
        String policy = policy("\t", TYPO, "\n");
        for (int round = 0; round < 300; round++) {
            byte[] bytes = policy.getBytes(UTF_8);
            for (int change = random.nextInt(4); change >= 0; change--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            }
            int status = lint(bytes, "-");
            assertTrue(status >= 0 && status <= 2);
        }
        assertFalse(output().contains("\u001b"));
    }

    @Test
    void filesAreReportedInTheirOrder() throws IOException {
        String good = Files.writeString(folder.resolve("good"), policy("", "s3:GetObject", ""))
                .toString();
        String bad =
                Files.writeString(folder.resolve("bad"), policy("", TYPO, "")).toString();
        assertEquals(1, lint("", bad, good, bad));
        String output = output();
        assertTrue(output.startsWith(bad + " (read as"), output);
        assertTrue(output.contains("\n✓ " + good + " (read as"), output);
        assertTrue(output.endsWith("2 errors in 3 files.\n"), output);
    }

    @Test
    void aMissingFileAmongOthersIsStatusTwo() throws IOException {
        String good = Files.writeString(folder.resolve("good"), policy("", "s3:GetObject", ""))
                .toString();
        String none = folder.resolve("none").toString();
        assertEquals(2, lint("", good, none));
        assertEquals("signet: cannot read " + none + ": no such file\n", errors.toString(UTF_8));
    }

    @Test
    void aFindingAtTwoPlacesTellsBoth() {
        assertEquals(
                0,
                lint(
                        policy("", "ec2:RunInstances\",\"iam:PassRole", "\n")
                                .replace("\"Action\":\"", "\"Action\":[\"")
                                .replace("PassRole\"", "PassRole\"]"),
                        "-"));
        assertTrue(output().contains("security PRIVILEGE_ESCALATION in Statement.Action[1]"), output());
        assertTrue(output().contains("\n  See also stdin:2:11 Statement.Action[0]\n"), output());
    }

    @ParameterizedTest
    @CsvSource({
        "s3:GetObjet, ERROR, true",
        "s3:Fetch*, WARNING, false",
        "iam:PassRole, SECURITY_WARNING, true",
        "s?:GetObject, SUGGESTION, true"
    })
    void jsonHasOneShapeForEveryType(String action, String type, boolean linked) {
        lint(policy("", action, ""), "--json", "--fail-on=none", "-");
        JsonNode finding = new JsonMapper()
                .readTree(output())
                .get("findings")
                .valueStream()
                .filter(each -> each.get("findingType").asString().equals(type))
                .findFirst()
                .orElseThrow();
        assertEquals(linked, finding.has("learnMoreLink"), output());
        assertFalse(finding.get("findingDetails").asString().isBlank());
        JsonNode span = finding.get("locations").get(0).get("span");
        assertEquals(1, span.get("start").get("line").asInt());
        assertEquals(
                span.get("start").get("column").asInt(),
                span.get("start").get("offset").asInt());
        assertEquals(
                action.length() + 2,
                span.get("end").get("offset").asInt()
                        - span.get("start").get("offset").asInt());
    }

    @Test
    void jsonOfAGoodPolicyHasNoFindings() {
        assertEquals(0, lint(policy("", "s3:GetObject", ""), "--json", "-"));
        assertEquals(
                "{\"file\":\"-\",\"kind\":\"identity\",\"findings\":[]}",
                new JsonMapper().readTree(output()).toString());
    }

    @Test
    void withoutAFileTheCommandIsRefused() {
        assertThrows(CommandLine.MissingParameterException.class, () -> lint(""));
        assertThrows(CommandLine.UnmatchedArgumentException.class, () -> lint("", "--frobnicate", "-"));
        assertEquals("", output());
    }
}
