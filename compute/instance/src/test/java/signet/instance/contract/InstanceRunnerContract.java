package signet.instance.contract;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.channels.NetworkChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.instance.DirectoryTree;
import signet.instance.Door;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceRunner;
import signet.instance.InstanceStartException;
import signet.instance.Limits;
import signet.instance.RunningInstance;

/**
 * What every {@link InstanceRunner} must do. An implementation extends it with a way to make a runner, and says what its runner
 * lacks; instances need {@code curl}.
 */
public abstract class InstanceRunnerContract {

    /** How long instances may take to end by themselves. */
    public static final Duration GRACE = Duration.ofSeconds(20);

    /** The folder of the instances' directories. */
    protected Path parent = Path.of("");

    private @Nullable InstanceRunner runner;

    /** What a runner may lack if it says so to the user. */
    public enum Feature {
        /** Instances have networks of their own, so that a door is of one instance and names lead to it. */
        OWN_NETWORK
    }

    /** A new runner; the suite closes it. */
    protected abstract InstanceRunner newRunner() throws Exception;

    /** What instances may use unless a test says otherwise. */
    protected Limits limits() {
        return Limits.DEFAULT;
    }

    /** What the runner doesn't have. */
    protected Set<Feature> lacks() {
        return Set.of();
    }

    @BeforeEach
    final void open() throws Exception {
        parent = Files.createTempDirectory("signet-instances");
        runner = newRunner();
    }

    @AfterEach
    final void close() throws IOException {
        if (runner != null) {
            runner.close();
        }
        DirectoryTree.delete(parent);
    }

    /** The runner under test. */
    protected final InstanceRunner runner() {
        return Objects.requireNonNull(runner);
    }

    /** Starts an instance. */
    protected final RunningInstance boot(Instances.Recipe recipe) throws InstanceStartException {
        return runner().start(recipe.spec());
    }

    /** An instance of this number. */
    protected final Instances.Recipe recipe(int number) {
        return new Instances.Recipe(parent, number).limits(limits());
    }

    /** Waits for the console to contain {@code text}; the test's own time limit ends a wait for what never comes. */
    public static String console(RunningInstance instance, String text) throws Exception {
        String log = Files.readString(instance.consoleLog());
        while (!log.contains(text)) {
            assertFalse(instance.exit().isDone(), log);
            Thread.onSpinWait();
            log = Files.readString(instance.consoleLog());
        }
        return log;
    }

    /** Where the doors to which names lead are opened. */
    private InetSocketAddress inside(int port) {
        return new InetSocketAddress(runner().inside(), port);
    }

    /** The processes of the runner. */
    private static Set<ProcessHandle> processes() {
        return ProcessHandle.current().descendants().collect(Collectors.toSet());
    }

    @Test
    final void aProgramsStreamsStaySeparateAndItsExitStatusIsExact() throws Exception {
        RunningInstance instance = boot(recipe(1));

        Instances.Outcome outcome =
                Instances.run(instance, ExecRequest.of("sh", "-c", "cat; echo bad >&2; exit 42"), "given");

        assertEquals(new Instances.Outcome("given", "bad\n", 42), outcome);
    }

    @Test
    final void aProgramThatASignalEndedHasStatus128PlusItsNumber() throws Exception {
        RunningInstance instance = boot(recipe(1));

        assertEquals(128 + 9, Instances.sh(instance, "kill -9 $$").status());
        assertEquals(128 + 15, Instances.sh(instance, "kill -15 $$").status());
    }

    @Test
    final void aProgramThatIsNotThereIsStatus127() throws Exception {
        RunningInstance instance = boot(recipe(1));

        Instances.Outcome outcome = Instances.run(instance, ExecRequest.of("no-such-program"), "");

        assertEquals(127, outcome.status());
        assertTrue(outcome.errors().contains("no-such-program"), outcome.errors());
    }

    @Test
    final void argumentsArriveAsTheyAre() throws Exception {
        RunningInstance instance = boot(recipe(1));
        List<String> odd = List.of("", " ", "'", "\"$HOME\"", "a\nb", "é", "\\", "-n", "*");

        Instances.Outcome outcome = Instances.run(
                instance,
                ExecRequest.of(
                        "sh",
                        "-c",
                        "for a; do printf '<%s>' \"$a\"; done",
                        "sh",
                        "",
                        " ",
                        "'",
                        "\"$HOME\"",
                        "a\nb",
                        "é",
                        "\\",
                        "-n",
                        "*"),
                "");

        assertEquals("<" + String.join("><", odd) + ">", outcome.output());
    }

    @Test
    final void aSignalReachesTheProgram() throws Exception {
        RunningInstance instance = boot(recipe(1));
        String script = "trap 'echo caught; exit 7' TERM; echo ready; while :; do sleep 0.02; done";

        try (ExecHandle handle = instance.exec(ExecRequest.of("sh", "-c", script))) {
            var lines = handle.stdout();
            assertEquals("ready\n", new String(lines.readNBytes(6), StandardCharsets.US_ASCII));
            handle.signal(15);

            assertEquals("caught\n", new String(lines.readAllBytes(), StandardCharsets.US_ASCII));
            assertEquals(7, handle.exitStatus().get());
        }
    }

    @Test
    final void closingTheHandleKillsTheProgram() throws Exception {
        RunningInstance instance = boot(recipe(1));
        ExecHandle handle = instance.exec(ExecRequest.of("sleep", "1000"));

        handle.close();

        assertEquals(137, handle.exitStatus().get());
    }

    @Test
    final void aTerminalHasItsSizeItsTypeAndFollowsAResize() throws Exception {
        RunningInstance instance = boot(recipe(1));
        String script = "test -t 0 && test -t 1 && test -t 2 && tty && echo $TERM && stty size && read go && stty size";
        ExecRequest request =
                ExecRequest.of("sh", "-c", script + "; exit 5").on(new ExecRequest.Terminal("xterm-256color", 31, 97));

        try (ExecHandle handle = instance.exec(request)) {
            StringBuilder seen = new StringBuilder();
            readUntil(handle, seen, "31 97");
            handle.resize(50, 120);
            handle.stdin().write("go\n".getBytes(StandardCharsets.US_ASCII));
            readUntil(handle, seen, "50 120");

            assertTrue(seen.toString().contains("/dev/pts/"), seen.toString());
            assertTrue(seen.toString().contains("xterm-256color"), seen.toString());
            assertEquals(5, handle.exitStatus().get());
            assertEquals(-1, handle.stderr().read());
        }
    }

    @Test
    final void aTerminalsInterruptCharacterInterrupts() throws Exception {
        RunningInstance instance = boot(recipe(1));
        ExecRequest request =
                ExecRequest.of("sh", "-c", "echo ready; exec sleep 1000").on(new ExecRequest.Terminal("vt100", 24, 80));

        try (ExecHandle handle = instance.exec(request)) {
            readUntil(handle, new StringBuilder(), "ready");
            handle.stdin().write(3);

            assertEquals(128 + 2, handle.exitStatus().get());
        }
    }

    @Test
    final void aTerminalsOutputIsCompleteAndEndsWithItsProgram() throws Exception {
        RunningInstance instance = boot(recipe(1));
        ExecRequest request = ExecRequest.of("seq", "20000").on(new ExecRequest.Terminal("vt100", 24, 80));

        try (ExecHandle handle = instance.exec(request)) {
            String output = new String(handle.stdout().readAllBytes(), StandardCharsets.US_ASCII);

            assertEquals(20_000, output.lines().count());
            assertTrue(output.endsWith("20000\r\n"), output.substring(output.length() - 20));
        }
    }

    private static void readUntil(ExecHandle handle, StringBuilder seen, String text) throws IOException {
        var in = handle.stdout();
        while (seen.indexOf(text) < 0) {
            int next = in.read();
            assertTrue(next >= 0, () -> "ended before " + text + ": " + seen);
            seen.append((char) next);
        }
    }

    @Test
    final void theEnvironmentIsTheInstancesAndTheRequestsOnly() throws Exception {
        RunningInstance instance = boot(recipe(1));
        ExecRequest request = new ExecRequest(List.of("env"), Map.of("COLOUR", "it's\nblue"), "/", null);

        String output = Instances.run(instance, request, "").output();

        assertTrue(output.contains("COLOUR=it's\nblue"), output);
        assertTrue(output.contains("AWS_REGION=eu-west-1"), output);
        assertFalse(output.contains("SIGNET_TEST_HOST_SECRET"), output);
        assertFalse(output.contains("SIGNET_REQUEST"), output);
    }

    @Test
    final void userDataRunsOnceAndItsOutputIsOnTheConsole() throws Exception {
        Instances.Recipe recipe = recipe(1).userData("#!/bin/sh\necho from-user-data\necho err >&2\nexit 3\n");
        RunningInstance first = boot(recipe);
        console(first, "user data ended with exit status 3");
        first.stop(GRACE);

        RunningInstance again = boot(recipe);
        Instances.ask(again, "true");
        again.stop(GRACE);

        String log = Files.readString(again.consoleLog());
        assertTrue(log.contains("err\n"), log);
        assertEquals(2, log.split("from-user-data", -1).length, log);
    }

    @Test
    final void userDataThatIsNoScriptIsNotRun() throws Exception {
        RunningInstance instance = boot(recipe(1).userData("touch $HOME/ran\n"));

        assertNotEquals(0, Instances.sh(instance, "test -e $HOME/ran").status());
    }

    @Test
    final void programsRunSideBySide() throws Exception {
        RunningInstance instance = boot(recipe(1));
        try (ExecHandle reader = instance.exec(ExecRequest.of("sh", "-c", "mkfifo $HOME/fifo; cat $HOME/fifo"))) {
            Instances.ask(instance, "until test -p $HOME/fifo; do :; done; echo passed >$HOME/fifo");

            assertEquals("passed\n", new String(reader.stdout().readAllBytes(), StandardCharsets.US_ASCII));
            assertEquals(0, reader.exitStatus().get());
        }
    }

    @Test
    final void aMegabyteGoesInAndOutUnchanged() throws Exception {
        RunningInstance instance = boot(recipe(1));
        byte[] bytes = new byte[1 << 20];
        new Random(1).nextBytes(bytes);

        try (ExecHandle handle = instance.exec(ExecRequest.of("cat"))) {
            Thread writer = Thread.ofVirtual().start(() -> Instances.writeAndClose(handle.stdin(), bytes));
            byte[] back = handle.stdout().readAllBytes();
            writer.join();

            assertArrayEquals(bytes, back);
            assertEquals(0, handle.exitStatus().get());
        }
    }

    @Test
    final void aProgramsDirectoryIsTheOneAskedFor() throws Exception {
        RunningInstance instance = boot(recipe(1));

        assertEquals(
                "/usr\n",
                Instances.run(instance, new ExecRequest(List.of("pwd"), Map.of(), "/usr", null), "")
                        .output());
    }

    @Test
    final void filesStayOverStopAndStart() throws Exception {
        RunningInstance first = boot(recipe(1));
        Instances.ask(first, "echo kept >$HOME/file");
        first.stop(GRACE);

        RunningInstance second = boot(recipe(1).again());

        assertEquals("kept", Instances.ask(second, "cat $HOME/file"));
    }

    @Test
    final void aDoorIsOpenBeforeTheFirstProgramRuns() throws Exception {
        String fetch = "#!/bin/sh\ncurl -s ${AWS_EC2_METADATA_SERVICE_ENDPOINT:-http://169.254.169.254}/\necho\n";

        RunningInstance instance =
                boot(recipe(1).door(Instances.imds("metadata-of-1")).userData(fetch));

        console(instance, "metadata-of-1");
    }

    @Test
    final void doorsCloseWithTheInstance() throws Exception {
        CompletableFuture<NetworkChannel> opened = new CompletableFuture<>();
        InetSocketAddress address = inside(443);
        RunningInstance instance = boot(recipe(1).door(new Door(Door.Purpose.API_TLS, address, opened::complete)));
        assertTrue(opened.get().isOpen());

        instance.stop(GRACE);

        assertFalse(opened.get().isOpen());
    }

    @Test
    final void aDoorThatTheServerCannotServeKeepsTheInstanceFromStarting() throws Exception {
        CompletableFuture<SocketAddress> bound = new CompletableFuture<>();
        InetSocketAddress address = inside(443);
        Instances.Recipe recipe = recipe(1)
                .door(Instances.watched(Door.Purpose.DNS, inside(53), bound))
                .door(new Door(Door.Purpose.API_TLS, address, channel -> {
                    throw new IOException("no certificate");
                }));

        InstanceStartException e = assertThrows(InstanceStartException.class, () -> boot(recipe));

        assertTrue(e.toString().contains("no certificate"), e.toString());
        assertTrue(bound.isDone());
    }

    @Test
    final void aFailedStartLeavesNoProcessAndNoDoor() throws Exception {
        CompletableFuture<NetworkChannel> first = new CompletableFuture<>();
        Set<ProcessHandle> before = processes();
        Instances.Recipe recipe = recipe(1)
                .door(new Door(Door.Purpose.DNS, inside(53), first::complete))
                .door(new Door(Door.Purpose.API_TLS, inside(443), channel -> {
                    throw new IOException("no certificate");
                }));

        assertThrows(InstanceStartException.class, () -> boot(recipe));

        assertFalse(first.get().isOpen());
        assertEquals(before, processes());
        assertEquals("1", Instances.ask(boot(recipe(1)), "echo 1"));
    }

    @Test
    final void aDoorIsOfOneInstance() throws Exception {
        assumeFalse(lacks().contains(Feature.OWN_NETWORK), "instances have no networks of their own");
        RunningInstance first = boot(recipe(1).door(Instances.imds("one")));
        RunningInstance second = boot(recipe(2).door(Instances.imds("two")));
        RunningInstance third = boot(recipe(3));

        assertEquals("one", Instances.ask(first, "curl -s http://169.254.169.254/"));
        assertEquals("two", Instances.ask(second, "curl -s http://169.254.169.254/"));
        assertNotEquals(
                0, Instances.sh(third, "curl -s http://169.254.169.254/").status());
    }

    @Test
    final void manyConnectionsToADoorAreServed() throws Exception {
        RunningInstance instance = boot(recipe(1).door(Instances.imds("x")));

        assertEquals(
                "x".repeat(20),
                Instances.ask(
                        instance,
                        "seq 20 | xargs -P 5 -n 1 -I N curl -s ${AWS_EC2_METADATA_SERVICE_ENDPOINT:-http://169.254.169.254}/N"));
    }

    @Test
    final void hostNamesLeadToTheDoorsInside() throws Exception {
        assumeFalse(lacks().contains(Feature.OWN_NETWORK), "names are resolved by the host");
        RunningInstance instance = boot(recipe(7).door(Instances.http(Door.Purpose.API_PLAIN, inside(80), "api")));

        assertEquals("api", Instances.ask(instance, "curl -s http://sts.us-east-1.amazonaws.com/"));
        assertEquals("ip-172-31-0-7", Instances.ask(instance, "hostname"));
        assertEquals("ip-172-31-0-7", Instances.ask(instance, "cat /etc/hostname"));
    }

    @Test
    final void namesAreAskedOfTheDoorForNames() throws Exception {
        assumeFalse(lacks().contains(Feature.OWN_NETWORK), "names are resolved by the host");
        RunningInstance instance = boot(recipe(7)
                .door(new Door(Door.Purpose.DNS, inside(53), Instances::answerEveryName))
                .door(Instances.http(Door.Purpose.API_PLAIN, new InetSocketAddress(Instances.NAMED, 80), "named")));

        assertEquals("named", Instances.ask(instance, "curl -s http://any.example/"));
    }

    @Test
    final void stoppingEndsWhatIgnoresItAndExitTells() throws Exception {
        RunningInstance instance = boot(recipe(1));
        ExecHandle stubborn =
                instance.exec(ExecRequest.of("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 1; done"));
        assertEquals("ready\n", new String(stubborn.stdout().readNBytes(6), StandardCharsets.US_ASCII));

        instance.stop(Duration.ofMillis(300));

        assertTrue(instance.exit().isDone());
        assertTrue(stubborn.exitStatus().get() > 0);
        assertThrows(IOException.class, () -> instance.exec(ExecRequest.of("true")));
    }

    @Test
    final void closingTheRunnerEndsEveryInstance() throws Exception {
        List<RunningInstance> instances = List.of(boot(recipe(1)), boot(recipe(2)), boot(recipe(3)));

        runner().close();

        for (RunningInstance instance : instances) {
            assertTrue(instance.exit().isDone());
            assertTrue(ProcessHandle.of(instance.pid())
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
        }
    }

    @Test
    final void nothingStartsOnceTheRunnerIsClosed() throws Exception {
        Set<ProcessHandle> before = processes();
        boot(recipe(1)).stop(GRACE);
        runner().close();

        assertThrows(InstanceStartException.class, () -> boot(recipe(2)));
        assertEquals(before, processes());
    }
}
