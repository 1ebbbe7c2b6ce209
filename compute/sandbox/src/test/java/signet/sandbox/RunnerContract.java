package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import signet.instance.Door;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceRunner;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;

/** What every runner promises. */
abstract class RunnerContract {

    static final Duration GRACE = Duration.ofSeconds(20);

    Path parent = Path.of("");
    InstanceRunner runner = new ProcessRunner("");

    abstract InstanceRunner newRunner() throws IOException;

    @BeforeEach
    final void open() throws IOException {
        parent = Files.createTempDirectory("signet-instances");
        runner = newRunner();
    }

    @AfterEach
    final void close() throws IOException {
        runner.close();
        InstanceDirectory.delete(parent);
    }

    final RunningInstance boot(Instances.Recipe recipe) throws InstanceStartException {
        return runner.start(recipe.spec());
    }

    final Instances.Recipe recipe(int number) {
        return new Instances.Recipe(parent, number);
    }

    /** Waits for the console to contain {@code text}; the test's own time limit ends a wait for what never comes. */
    static String console(RunningInstance instance, String text) throws Exception {
        String log = Files.readString(instance.consoleLog());
        while (!log.contains(text)) {
            assertFalse(instance.exit().isDone(), log);
            Thread.onSpinWait();
            log = Files.readString(instance.consoleLog());
        }
        return log;
    }

    @Test
    void aProgramsStreamsStaySeparateAndItsExitStatusIsExact() throws Exception {
        RunningInstance instance = boot(recipe(1));

        Instances.Outcome outcome =
                Instances.run(instance, ExecRequest.of("sh", "-c", "cat; echo bad >&2; exit 42"), "given");

        assertEquals(new Instances.Outcome("given", "bad\n", 42), outcome);
    }

    @Test
    void aProgramThatASignalEndedHasStatus128PlusItsNumber() throws Exception {
        RunningInstance instance = boot(recipe(1));

        assertEquals(128 + 9, Instances.sh(instance, "kill -9 $$").status());
        assertEquals(128 + 15, Instances.sh(instance, "kill -15 $$").status());
    }

    @Test
    void aProgramThatIsNotThereIsStatus127() throws Exception {
        RunningInstance instance = boot(recipe(1));

        Instances.Outcome outcome = Instances.run(instance, ExecRequest.of("no-such-program"), "");

        assertEquals(127, outcome.status());
        assertTrue(outcome.errors().contains("no-such-program"), outcome.errors());
    }

    @Test
    void argumentsArriveAsTheyAre() throws Exception {
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
    void aSignalReachesTheProgram() throws Exception {
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
    void closingTheHandleKillsTheProgram() throws Exception {
        RunningInstance instance = boot(recipe(1));
        ExecHandle handle = instance.exec(ExecRequest.of("sleep", "1000"));

        handle.close();

        assertEquals(137, handle.exitStatus().get());
    }

    @Test
    void aTerminalHasItsSizeItsTypeAndFollowsAResize() throws Exception {
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
    void aTerminalsInterruptCharacterInterrupts() throws Exception {
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
    void aTerminalsOutputIsCompleteAndEndsWithItsProgram() throws Exception {
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
    void theEnvironmentIsTheInstancesAndTheRequestsOnly() throws Exception {
        RunningInstance instance = boot(recipe(1));
        ExecRequest request = new ExecRequest(List.of("env"), Map.of("COLOUR", "it's\nblue"), "/", null);

        String output = Instances.run(instance, request, "").output();

        assertTrue(output.contains("COLOUR=it's\nblue"), output);
        assertTrue(output.contains("AWS_REGION=eu-west-1"), output);
        assertFalse(output.contains("SIGNET_TEST_HOST_SECRET"), output);
        assertFalse(output.contains("SIGNET_REQUEST"), output);
    }

    @Test
    void userDataRunsOnceAndItsOutputIsOnTheConsole() throws Exception {
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
    void filesStayOverStopAndStart() throws Exception {
        RunningInstance first = boot(recipe(1));
        Instances.ask(first, "echo kept >$HOME/file");
        first.stop(GRACE);

        RunningInstance second = boot(recipe(1).again());

        assertEquals("kept", Instances.ask(second, "cat $HOME/file"));
    }

    @Test
    void aDoorIsOpenBeforeTheFirstProgramRuns() throws Exception {
        String fetch = "#!/bin/sh\ncurl -s ${AWS_EC2_METADATA_SERVICE_ENDPOINT:-http://169.254.169.254}/\necho\n";

        RunningInstance instance =
                boot(recipe(1).door(Instances.imds("metadata-of-1")).userData(fetch));

        console(instance, "metadata-of-1");
    }

    @Test
    void doorsCloseWithTheInstance() throws Exception {
        CompletableFuture<NetworkChannel> opened = new CompletableFuture<>();
        InetSocketAddress address = new InetSocketAddress(Instances.address("127.0.0.1"), 443);
        RunningInstance instance = boot(recipe(1).door(new Door(Door.Purpose.API_TLS, address, opened::complete)));
        assertTrue(opened.get().isOpen());

        instance.stop(GRACE);

        assertFalse(opened.get().isOpen());
    }

    @Test
    void aDoorThatTheServerCannotServeKeepsTheInstanceFromStarting() throws Exception {
        CompletableFuture<SocketAddress> bound = new CompletableFuture<>();
        InetSocketAddress address = new InetSocketAddress(Instances.address("127.0.0.1"), 443);
        Instances.Recipe recipe = recipe(1)
                .door(Instances.watched(
                        Door.Purpose.DNS, new InetSocketAddress(Instances.address("127.0.0.1"), 53), bound))
                .door(new Door(Door.Purpose.API_TLS, address, channel -> {
                    throw new IOException("no certificate");
                }));

        InstanceStartException e = assertThrows(InstanceStartException.class, () -> boot(recipe));

        assertTrue(e.toString().contains("no certificate"), e.toString());
        assertTrue(bound.isDone());
    }

    @Test
    void stoppingEndsWhatIgnoresItAndExitTells() throws Exception {
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
    void closingTheRunnerEndsEveryInstance() throws Exception {
        List<RunningInstance> instances = List.of(boot(recipe(1)), boot(recipe(2)), boot(recipe(3)));

        runner.close();

        for (RunningInstance instance : instances) {
            assertTrue(instance.exit().isDone());
            assertTrue(ProcessHandle.of(instance.pid())
                    .filter(ProcessHandle::isAlive)
                    .isEmpty());
        }
    }
}
