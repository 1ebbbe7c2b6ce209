package signet.microvm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.ExecRequest;

@Timeout(value = 30, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class GuestExecTest {

    private final GuestLink link = new GuestLink(FakeAgent.TOKEN);
    private FakeAgent agent;
    private SocketChannel main;

    @BeforeEach
    void boot() throws Exception {
        agent = new FakeAgent(link);
        main = agent.connect(FakeAgent.TOKEN + " main ");
        FakeAgent.say(main, "booted");
        link.booted().get();
    }

    @AfterEach
    void close() throws IOException {
        agent.close();
    }

    /** The agent's side of a program that has started. */
    private final class Program {
        private final SocketChannel order;
        private final SocketChannel out;
        private final SocketChannel in;
        private final String text;

        private Program(String first) throws IOException {
            String number = FakeAgent.hear(main).replace("exec ", "");
            order = agent.connect(FakeAgent.TOKEN + " order " + number);
            text = new String(Base64.getDecoder().decode(FakeAgent.hear(order)), UTF_8);
            out = agent.connect(FakeAgent.TOKEN + " out " + number);
            var _ = agent.connect(FakeAgent.TOKEN + " err " + number);
            in = agent.connect(FakeAgent.TOKEN + " in " + number);
            FakeAgent.say(order, first);
        }
    }

    private Program started(String first) {
        try {
            return new Program(first);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private CompletableFuture<Program> agentStarts(String first) {
        return CompletableFuture.supplyAsync(() -> started(first));
    }

    private String orderInside() throws IOException {
        String[] words = FakeAgent.hear(main).split(" ", -1);
        assertEquals("inside", words[0]);
        return new String(Base64.getDecoder().decode(words[2]), UTF_8);
    }

    @Test
    void whatGoesInComesOutWhereItBelongs() throws Exception {
        CompletableFuture<Program> starting = agentStarts("started 12 -");
        GuestExec exec = GuestExec.start(link, ExecRequest.of("cat"));
        Program program = starting.get();

        exec.stdin().write("in".getBytes(UTF_8));
        exec.stdin().close();
        FakeAgent.say(program.out, "out");
        program.out.close();
        FakeAgent.say(program.order, "exit 42");

        ByteBuffer read = ByteBuffer.allocate(10);
        while (program.in.read(read) >= 0) {
            assertTrue(read.hasRemaining());
        }
        assertEquals("in", new String(read.array(), 0, read.position(), UTF_8));
        assertTrue(program.text.endsWith("set -- 'cat'"), program.text);
        assertEquals("out\n", new String(exec.stdout().readAllBytes(), UTF_8));
        assertEquals(42, exec.exitStatus().get());
    }

    @Test
    void aSignalGoesToTheProcessThatTheAgentNamed() throws Exception {
        CompletableFuture<Program> starting = agentStarts("started 12 -");
        GuestExec exec = GuestExec.start(link, ExecRequest.of("sleep", "9"));
        Program program = starting.get();

        exec.signal(2);
        assertEquals("kill -2 12", orderInside());
        FakeAgent.say(program.order, "exit 130");
        assertEquals(130, exec.exitStatus().get());
        exec.signal(9);
        exec.close();

        main.configureBlocking(false);
        assertEquals(0, main.read(ByteBuffer.allocate(1)));
    }

    @Test
    void onlyATerminalHasASizeAndAnEndOfFileCharacter() throws Exception {
        CompletableFuture<Program> starting = agentStarts("started 12 /dev/pts/3");
        GuestExec exec = GuestExec.start(link, ExecRequest.of("sh").on(new ExecRequest.Terminal("vt100", 24, 80)));
        Program program = starting.get();

        exec.resize(50, 120);
        assertEquals("stty -F /dev/pts/3 rows 50 cols 120", orderInside());
        exec.stdin().close();
        ByteBuffer one = ByteBuffer.allocate(1);
        assertEquals(1, program.in.read(one));
        assertEquals(4, one.get(0));

        CompletableFuture<Program> plain = agentStarts("started 13 -");
        GuestExec pipes = GuestExec.start(link, ExecRequest.of("sh"));
        var _ = plain.get();
        assertThrows(IOException.class, () -> pipes.resize(1, 1));
    }

    @Test
    void closingKillsTheProgramsSession() throws Exception {
        CompletableFuture<Program> starting = agentStarts("started 12 -");
        GuestExec exec = GuestExec.start(link, ExecRequest.of("sleep", "9"));
        Program program = starting.get();
        CompletableFuture<Void> closing = CompletableFuture.runAsync(exec::close);

        String script = orderInside();
        assertTrue(script.contains("\"$4\" != 12"), script);
        FakeAgent.say(program.order, "exit 137");
        closing.get();

        assertTrue(FakeAgent.isHungUp(program.out));
    }

    @Test
    void anAgentThatVanishesMeansKilled() throws Exception {
        CompletableFuture<Program> starting = agentStarts("started 12 -");
        GuestExec exec = GuestExec.start(link, ExecRequest.of("sleep", "9"));

        starting.get().order.close();

        assertEquals(137, exec.exitStatus().get());
    }

    @Test
    void aProgramThatEndsBeforeItStartsIsRefused() throws Exception {
        CompletableFuture<Program> starting = agentStarts("exit 127");

        assertThrows(IOException.class, () -> GuestExec.start(link, ExecRequest.of("sh")));

        assertTrue(FakeAgent.isHungUp(starting.get().out));
    }

    @Test
    void whatTheAgentSaysIsNeverTakenForAScript() {
        var starting = agentStarts("started 12;reboot -");

        assertThrows(IOException.class, () -> GuestExec.start(link, ExecRequest.of("sh")));
        assertFalse(starting.isCompletedExceptionally());
    }

    @Test
    void anOrderIsWhatAShellReadsBack() throws Exception {
        ExecRequest request = new ExecRequest(
                List.of("", "it's", "$HOME `id`", "a\nb", "é", "\\", "-n"),
                Map.of("COLOUR", "it's\nblue $x"),
                "/a b/'c",
                new ExecRequest.Terminal("xterm'", 31, 97));
        String script = new String(Base64.getDecoder().decode(GuestExec.order(request)), UTF_8)
                + "\nprintf '<%s>' \"$rows\" \"$columns\" \"$directory\" \"$@\"; eval \"$SIGNET_REQUEST\";"
                + " printf '<%s>' \"$TERM\" \"$COLOUR\"";

        Process shell = new ProcessBuilder("sh", "-c", script).start();
        String read = new String(shell.getInputStream().readAllBytes(), UTF_8);

        assertEquals("<31><97></a b/'c><><it's><$HOME `id`><a\nb><é><\\><-n><xterm'><it's\nblue $x>", read);
    }

    @Test
    void anOrderIsOneLine() {
        String order = GuestExec.order(new ExecRequest(List.of("x".repeat(9000)), Map.of(), "", null));

        assertEquals(1, order.lines().count());
        assertTrue(order.length() > 9000);
    }
}
