package signet.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What {@code signet check} prints, writes and returns, for a decider that knows a few answers. */
class CheckCommandTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T10:00:00.123Z"), ZoneOffset.UTC);
    private static final Answer ALLOWED = new Answer("Allowed", "identity", "", "alice may: reads allows it.");
    private static final Answer EXPLICIT =
            new Answer("ExplicitlyDenied", "scp", "with an explicit deny", "An SCP denies.");
    private static final Answer IMPLICIT =
            new Answer("ImplicitlyDenied", "identity", "because no", "Nothing allows it.");

    @TempDir
    private Path folder = Path.of("");

    private final Map<String, Answer> answers = new TreeMap<>();
    private final List<String> asked = new ArrayList<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream errors = new ByteArrayOutputStream();

    @BeforeEach
    void know() {
        answers.put("alice s3:GetObject on *", ALLOWED);
        answers.put("bob s3:GetObject on *", EXPLICIT);
        answers.put("eve s3:GetObject on *", IMPLICIT);
        answers.put("alice pass role admin to ec2.amazonaws.com", IMPLICIT);
    }

    private Answer decide(String who, Ask ask) throws Decider.NotDecidedException {
        String question = who + " " + ask.clause();
        asked.add(question);
        Answer answer = answers.get(question);
        if (answer == null) {
            throw new Decider.NotDecidedException("account 1 has no user or role named " + who);
        }
        return answer;
    }

    private int run(String... arguments) {
        Check check = new Check(
                new PrintStream(out, false, UTF_8), new PrintStream(errors, true, UTF_8), false, CLOCK, this::decide);
        return new CommandLine(check).execute(arguments);
    }

    private String file(String... rules) throws IOException {
        return Files.writeString(folder.resolve("e.yaml"), "expectations:\n- " + String.join("\n- ", rules) + "\n")
                .toString();
    }

    private static String rule(String who, String expect) {
        return "{who: " + who + ", action: s3:GetObject, expect: " + expect + "}";
    }

    private String printed() {
        return out.toString(UTF_8);
    }

    @Test
    void ifAllIsAsExpectedTheExitStatusIsZero() throws IOException {
        String file = file(
                rule("alice", "allowed"),
                rule("[bob, eve]", "denied"),
                "{who: alice, pass: {role: admin, service: ec2.amazonaws.com}, expect: implicitly denied, because: identity}");

        assertEquals(0, run(file));

        assertEquals("""
                ✓ alice may s3:GetObject on *
                ✓ bob may not s3:GetObject on *
                ✓ eve may not s3:GetObject on *
                ✓ alice may not pass role admin to ec2.amazonaws.com
                4 as expected, 0 not.
                """, printed());
    }

    @Test
    void whatIsNotAsExpectedIsShownWithItsPlaceAndSentence() throws IOException {
        String file = file(
                rule("alice", "denied"),
                rule("bob", "allowed"),
                rule("eve", "explicitly denied"),
                rule("nobody", "denied"));

        assertEquals(1, run(file));

        assertEquals("""
                ✗ alice may not s3:GetObject on *
                  FILE:2:3: it is allowed; expected: denied
                  alice may: reads allows it.
                ✗ bob may s3:GetObject on *
                  FILE:3:3: it is explicitly denied; expected: allowed
                  An SCP denies.
                ✗ eve may not s3:GetObject on *
                  FILE:4:3: it is implicitly denied by kind identity; expected: explicitly denied
                  Nothing allows it.
                ✗ nobody may not s3:GetObject on *
                  FILE:5:3: it could not be decided: account 1 has no user or role named nobody
                0 as expected, 4 not.
                """.replace("FILE", file), printed());
    }

    @Test
    void whoCannotBeFoundIsNeverTakenForDenied() throws IOException {
        assertEquals(1, run(file(rule("nobody", "denied"))));
    }

    @Test
    void theKindOfPolicyMustBeTheOneThatIsNamed() throws IOException {
        String scp = "{who: bob, action: s3:GetObject, expect: denied, because: scp}";

        assertEquals(0, run(file(scp)));
        assertEquals(1, run(file(scp.replace("because: scp", "because: boundary"))));
        assertTrue(
                printed().contains("it is explicitly denied by kind scp; expected: denied by kind boundary"),
                printed());
    }

    @Test
    void quietlyOnlyWhatIsNotAsExpectedIsShown() throws IOException {
        assertEquals(0, run("--quiet", file(rule("alice", "allowed"))));

        assertEquals("1 as expected, 0 not.\n", printed());
    }

    @Test
    void aFileWithFaultsIsAskedNothing() throws IOException {
        assertEquals(2, run(file(rule("alice", "allowed"), "{who: bob}")));

        assertEquals(List.of(), asked);
        assertEquals("", printed());
        assertTrue(
                errors.toString(UTF_8).contains("e.yaml:3:3: expect is missing: allowed or denied"), errors::toString);
    }

    @Test
    void aFileThatIsNotThereIsABadFile() {
        assertEquals(2, run(folder.resolve("none.yaml").toString()));

        assertTrue(errors.toString(UTF_8).endsWith("none.yaml: no such file\n"), errors::toString);
    }

    @Test
    void aReportThatCannotBeWrittenIsABadFile() throws IOException {
        assertEquals(2, run("--junit", folder.resolve("none/x.xml").toString(), file(rule("alice", "allowed"))));

        assertTrue(errors.toString(UTF_8).contains("signet: cannot write "), errors::toString);
    }

    private static List<Element> elements(Element parent, String name) {
        NodeList found = parent.getElementsByTagName(name);
        List<Element> elements = new ArrayList<>();
        for (int i = 0; i < found.getLength(); i++) {
            elements.add((Element) found.item(i));
        }
        return elements;
    }

    @Test
    void aReportOfJunitHasACaseForEachQuestion() throws Exception {
        Path report = folder.resolve("report.xml");
        String file = file(
                rule("[alice, bob]", "denied"),
                rule("nobody", "denied"),
                "{name: 'a & \"b\" <c>', who: eve," + " action: s3:GetObject, expect: allowed}");

        assertEquals(1, run("--junit", report.toString(), file));

        Element suites = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(report))))
                .getDocumentElement();
        assertEquals("testsuites", suites.getTagName());
        Element suite = elements(suites, "testsuite").getFirst();
        assertEquals(file, suite.getAttribute("name"));
        assertEquals(
                "4 2 1 0",
                String.join(
                        " ",
                        suite.getAttribute("tests"),
                        suite.getAttribute("failures"),
                        suite.getAttribute("errors"),
                        suite.getAttribute("skipped")));
        assertEquals("2026-11-23T10:00:00", suite.getAttribute("timestamp"));
        List<Element> cases = elements(suite, "testcase");
        assertEquals(4, cases.size());
        assertEquals("a & \"b\" <c>: eve may s3:GetObject on *", cases.get(3).getAttribute("name"));
        Element failure = elements(cases.getFirst(), "failure").getFirst();
        assertEquals("must-not-be-allowed", failure.getAttribute("type"));
        assertEquals("it is allowed; expected: denied", failure.getAttribute("message"));
        assertEquals("alice may: reads allows it.", failure.getTextContent());
        assertEquals(0, elements(cases.get(1), "failure").size());
        assertEquals(1, elements(cases.get(2), "error").size());
    }

    @Test
    void charactersThatXmlCannotHaveAreShownAsWhatTheyAre() throws Exception {
        answers.put("alice s3:GetObject on *", new Answer("Allowed", "", "", "a\u0001b\ud800"));
        Path report = folder.resolve("report.xml");

        run("--junit", report.toString(), file(rule("alice", "denied")));

        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(Files.readString(report))))
                .getDocumentElement();
        assertEquals("a\\u0001b\\ud800", elements(root, "failure").getFirst().getTextContent());
    }

    /** SARIF 2.1.0, sections 3.13 to 3.30: the members that a log must have, and what code hosts read. */
    @Test
    void aSarifLogHasAResultForEachThatIsNotAsExpected() throws IOException {
        Path report = folder.resolve("report.sarif");
        String file = file(rule("alice", "denied"), rule("bob", "denied"), rule("eve", "allowed"));

        assertEquals(1, run("--sarif", report.toString(), file));

        JsonNode log = new JsonMapper().readTree(Files.readString(report));
        assertEquals("2.1.0", log.path("version").asString());
        assertEquals(1, log.path("runs").size());
        JsonNode run = log.path("runs").get(0);
        JsonNode driver = run.path("tool").path("driver");
        assertEquals("signet check", driver.path("name").asString());
        assertEquals(4, driver.path("rules").size());
        assertEquals(2, run.path("results").size());
        for (JsonNode result : run.path("results")) {
            assertEquals(
                    result.path("ruleId").asString(),
                    driver.path("rules")
                            .get(result.path("ruleIndex").asInt())
                            .path("id")
                            .asString());
            assertEquals("error", result.path("level").asString());
            assertTrue(result.path("message").path("text").asString().length() > 10);
        }
        JsonNode place = run.path("results").get(1).path("locations").get(0).path("physicalLocation");
        assertEquals(4, place.path("region").path("startLine").asInt());
        assertEquals(3, place.path("region").path("startColumn").asInt());
        String uri = place.path("artifactLocation").path("uri").asString();
        assertTrue(uri.startsWith("file:/") && uri.endsWith("/e.yaml"), uri);
    }

    @Test
    void aLogWithoutResultsHasAnEmptyList() throws IOException {
        Path report = folder.resolve("report.sarif");

        run("--sarif", report.toString(), file(rule("alice", "allowed")));

        JsonNode results = new JsonMapper()
                .readTree(Files.readString(report))
                .path("runs")
                .get(0)
                .path("results");
        assertTrue(results.isArray() && results.isEmpty());
    }

    @Test
    void severalFilesAreSeveralSuites() throws IOException {
        String one = file(rule("alice", "allowed"));
        String other = Files.copy(Path.of(one), folder.resolve("other.yaml")).toString();
        Path report = folder.resolve("report.xml");

        assertEquals(0, run("--junit", report.toString(), one, other));

        assertEquals(2, Files.readString(report).split("<testsuite ", -1).length - 1);
        assertTrue(printed().endsWith("2 as expected, 0 not.\n"), printed());
    }
}
