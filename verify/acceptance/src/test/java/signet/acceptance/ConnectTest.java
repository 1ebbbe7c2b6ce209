package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** {@code signet connect} is to an instance what ssh is: the streams and the exit status are the program's. */
class ConnectTest {
    @RegisterExtension
    static final ServerExtension SERVER = new ServerExtension();

    private static String instance = "";

    @BeforeAll
    static void anInstance() {
        Ec2Client ec2 = SERVER.asRoot().ec2();
        instance = Article.instance(
                ec2,
                RunInstancesRequest.builder()
                        .imageId(Article.IMAGE)
                        .minCount(1)
                        .maxCount(1)
                        .build());
    }

    @Test
    void theExitStatusIsTheProgramsOwn() {
        assertEquals(0, run("true").status());
        assertEquals(37, run("sh", "-c", "exit 37").status());
    }

    @Test
    void outputAndErrorsAreKeptApart() {
        Ran ran = run("sh", "-c", "echo to output; echo to errors >&2");
        assertEquals(new Ran(0, "to output\n", "to errors\n"), ran);
    }

    @Test
    void argumentsArriveAsTheyAre() {
        assertEquals(
                "a b|$HOME|'|é|", run("printf", "%s|", "a b", "$HOME", "'", "é").success());
    }

    @Test
    void inputArrivesToItsEnd() {
        String input = "0123456789abcdef".repeat(200_000);
        assertEquals(
                input, SERVER.asRoot().connectWithInput(input, instance, "cat").out());
    }

    @Test
    void muchOutputArrivesWhole() {
        Ran ran = run("sh", "-c", "yes signet | head -c 20000000; echo end >&2");
        assertEquals(20_000_000, ran.out().length());
        assertEquals("end\n", ran.err());
    }

    @Test
    void aProgramThatDoesNotReadItsInputEndsAllTheSame() {
        String input = "x".repeat(5_000_000);
        assertEquals(new Ran(0, "done\n", ""), SERVER.asRoot().connectWithInput(input, instance, "echo", "done"));
    }

    @Test
    void withoutACommandTheInputIsAShells() {
        ProcessBuilder builder = Signet.command("connect", instance);
        settings(builder);
        assertEquals("42", Ran.of(builder, "echo $((6 * 7))\nexit 3\n").out().strip());
        assertEquals(3, Ran.of(builder, "exit 3\n").status());
    }

    @Test
    void aProgramThatIsNotThereIsToldOf() {
        Ran ran = run("no-such-program");
        assertEquals(127, ran.status());
        assertTrue(ran.err().contains("no-such-program"), ran.err());
    }

    @Test
    void anInstanceThatIsNotThereIsOneLine() {
        Ran ran = SERVER.asRoot().connect("i-0123456789abcdef0", "true");
        assertEquals(255, ran.status());
        assertEquals(
                "signet: The instance ID 'i-0123456789abcdef0' does not exist (InvalidInstanceID.NotFound)",
                ran.failure());
    }

    @Test
    void aWrongKeyIsOneLine() {
        Ran ran = SERVER.as(Keys.ROOT.withSecret("wrong")).connect(instance, "true");
        assertEquals(255, ran.status());
        assertTrue(ran.failure().endsWith("(SignatureDoesNotMatch)"), ran.err());
    }

    @Test
    void aServerThatDoesNotAnswerIsOneLine() {
        ProcessBuilder builder = Signet.command("connect", instance, "--endpoint", "http://127.0.0.1:9");
        settings(builder);
        Ran ran = Ran.of(builder);
        assertEquals(255, ran.status());
        assertTrue(ran.failure().startsWith("signet: no server answers at http://127.0.0.1:9"), ran.err());
    }

    @Test
    void onATerminalTheProgramHasOneOfTheSameSizeAndGetsItsKeys() {
        Assumptions.assumeTrue(Clients.onPath("script"), "util-linux's script is not on PATH");
        ProcessBuilder connect = Signet.command("connect", instance, "--", "sh");
        String quoted = String.join(
                " ",
                connect.command().stream()
                        .map(word -> "'" + word.replace("'", "'\\''") + "'")
                        .toList());
        ProcessBuilder builder =
                new ProcessBuilder("script", "-qec", "stty rows 33 columns 111; exec " + quoted, "/dev/null");
        settings(builder);
        try (Dialogue terminal = new Dialogue(builder)) {
            terminal.expect("# ");
            terminal.say("stty size\r");
            terminal.expect("33 111");
            terminal.say("echo begun; sleep 1000\r");
            terminal.expect("begun\r\n");
            terminal.say("\u0003");
            terminal.expect("# ");
            terminal.say("echo still $((40 + 2))\r");
            terminal.expect("still 42");
            terminal.say("exit 9\r");
            assertEquals(9, terminal.end(), terminal::heard);
        }
    }

    private static Ran run(String... program) {
        return SERVER.asRoot().connect(instance, program);
    }

    private static void settings(ProcessBuilder builder) {
        Map<String, String> environment = Signet.withoutSettings(builder);
        environment.put("AWS_ENDPOINT_URL", SERVER.server().endpoint());
        environment.put("AWS_ACCESS_KEY_ID", Keys.ROOT.id());
        environment.put("AWS_SECRET_ACCESS_KEY", Keys.ROOT.secret());
    }
}
