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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import signet.server.InvalidSettingException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LintCommandTest {
    private static final String GOOD = """
            {"Version": "2012-10-17", "Statement": [
              {"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::notes/*"}]}
            """;
    private static final String TYPO = GOOD.replace("GetObject", "GetObjet");
    private static final String PASS_ROLE =
            GOOD.replace("s3:GetObject", "iam:PassRole").replace("arn:aws:s3:::notes/*", "*");
    private static final String NO_VERSION = GOOD.replace("\"Version\": \"2012-10-17\", ", "");

    @TempDir
    private Path folder = Path.of(".");

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    private int lint(String input, boolean terminal, String... arguments) {
        Lint command = new Lint(
                new ByteArrayInputStream(input.getBytes(UTF_8)),
                new PrintStream(out, true, UTF_8),
                new PrintStream(errors, true, UTF_8),
                terminal);
        CommandLine line = new CommandLine(command);
        line.parseArgs(arguments);
        return command.call();
    }

    private String output() {
        return out.toString(UTF_8);
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    @Test
    void aGoodPolicyIsOneLineAndStatusZero() throws IOException {
        String good = file("good.json", GOOD);
        assertEquals(0, lint("", false, good));
        assertEquals("✓ " + good + " (read as an identity-based policy)\nNothing found.\n", output());
    }

    @Test
    void aFindingShowsPlaceLineMarkAndSentence() throws IOException {
        String typo = file("typo.json", TYPO);
        assertEquals(1, lint("", false, typo));
        assertEquals("""
                %1$s (read as an identity-based policy)

                %1$s:2:33: error INVALID_ACTION in Statement[0].Action
                  2 │   {"Effect": "Allow", "Action": "s3:GetObjet", "Resource": "arn:aws:s3:::notes/*"}]}
                    │                                 ^^^^^^^^^^^^^
                  The action s3:GetObjet does not exist. Did you mean s3:GetObject?

                1 error.
                """.formatted(typo), output());
    }

    @Test
    void standardInputIsADash() {
        assertEquals(1, lint(TYPO, false, "-"));
        assertTrue(output().contains("stdin:2:33: error INVALID_ACTION"), output());
    }

    @ParameterizedTest
    @CsvSource({
        "error, 0, 0, 0, 1",
        "security, 0, 1, 0, 1",
        "warning, 1, 1, 0, 1",
        "suggestion, 1, 1, 0, 1",
        "none, 0, 0, 0, 0"
    })
    void theStatusDependsOnTheGravestFinding(String failOn, int noVersion, int passRole, int good, int typo) {
        assertEquals(noVersion, lint(NO_VERSION, false, "--kind=session", "--fail-on", failOn, "-"));
        assertEquals(passRole, lint(PASS_ROLE, false, "--fail-on", failOn, "-"));
        assertEquals(good, lint(GOOD, false, "--fail-on", failOn, "-"));
        assertEquals(typo, lint(TYPO, false, "--fail-on", failOn, "-"));
    }

    @ParameterizedTest
    @CsvSource({"identity, 0", "boundary, 0", "session, 0", "scp, 0", "resource, 1", "trust, 1", "rcp, 1", "endpoint, 1"
    })
    void theKindCanBeSaid(String kind, int status) {
        assertEquals(status, lint(GOOD, false, "--kind", kind, "-"));
        assertFalse(output().contains("read as"), output());
    }

    @Test
    void theGuessedKindIsSaid() {
        String trust = """
                {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Principal": {"Service": "ec2.amazonaws.com"},
                 "Action": "sts:AssumeRole"}}
                """;
        assertEquals(0, lint(trust, false, "-"));
        assertTrue(output().contains("(read as the role trust policy)"), output());
    }

    @Test
    void severalFilesAreSummedUp() throws IOException {
        assertEquals(1, lint("", false, file("a.json", GOOD), file("b.json", TYPO), file("c.json", PASS_ROLE)));
        assertTrue(output().endsWith("1 error, 1 security warning in 3 files.\n"), output());
    }

    @Test
    void coloursAreForATerminalOnly() {
        lint(TYPO, false, "-");
        assertFalse(output().contains("\u001b"), output());
        lint(TYPO, true, "--no-color", "-");
        assertFalse(output().contains("\u001b"), output());
        lint(TYPO, true, "-");
        assertTrue(output().contains("\u001b[31merror\u001b[0m INVALID_ACTION"), output());
    }

    @Test
    void jsonHasTheFieldsOfValidatePolicy() {
        assertEquals(1, lint(TYPO, true, "--json", "-"));
        JsonNode file = new JsonMapper().readTree(output());
        assertEquals("identity", file.get("kind").asString());
        JsonNode finding = file.get("findings").get(0);
        assertEquals("ERROR", finding.get("findingType").asString());
        assertEquals("INVALID_ACTION", finding.get("issueCode").asString());
        assertTrue(finding.get("learnMoreLink").asString().endsWith("error-invalid-action"));
        JsonNode location = finding.get("locations").get(0);
        assertEquals(
                "[{\"value\":\"Statement\"},{\"index\":0},{\"value\":\"Action\"}]",
                location.get("path").toString());
        int offset = TYPO.indexOf("\"s3:");
        assertEquals(
                "{\"start\":{\"line\":2,\"column\":32,\"offset\":%d},\"end\":{\"line\":2,\"column\":45,\"offset\":%d}}"
                        .formatted(offset, offset + 13),
                location.get("span").toString());
    }

    @Test
    void jsonOfSeveralFilesIsAList() throws IOException {
        assertEquals(0, lint("", false, "--json", file("a.json", GOOD), file("b.json", GOOD)));
        JsonNode files = new JsonMapper().readTree(output());
        assertEquals(2, files.size());
        assertEquals(0, files.get(1).get("findings").size());
    }

    @Test
    void aFileThatCannotBeReadIsOneLineAndStatusTwo() throws IOException {
        assertEquals(2, lint("", false, folder.resolve("none.json").toString()));
        assertEquals(2, lint("", false, folder.toString()));
        Path bytes = Files.write(folder.resolve("bytes"), new byte[] {(byte) 0xff, 0});
        assertEquals(2, lint("", false, bytes.toString()));
        assertEquals("""
                signet: cannot read %1$s/none.json: no such file
                signet: cannot read %1$s: it is a directory
                signet: cannot read %1$s/bytes: it is not text in UTF-8
                """.formatted(folder), errors.toString(UTF_8));
        assertEquals("", output());
    }

    @Test
    void aFileLongerThanAnyPolicyIsRefused() {
        assertEquals(2, lint(" ".repeat((4 << 20) + 1), false, "-"));
        assertTrue(errors.toString(UTF_8).contains("longer than 4 MiB"));
    }

    @Test
    void aByteOrderMarkIsNoFault() {
        assertEquals(0, lint("\ufeff" + GOOD, false, "-"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--kind=bucket", "--fail-on=everything"})
    void aBadOptionIsRefusedWithWhatIsPossible(String option) {
        InvalidSettingException refusal =
                assertThrows(InvalidSettingException.class, () -> lint(GOOD, false, option, "-"));
        assertTrue(String.valueOf(refusal.getMessage()).startsWith(option.substring(0, option.indexOf('=')) + " is "));
    }
}
