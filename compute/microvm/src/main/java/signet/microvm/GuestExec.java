package signet.microvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;

/** A program in a microVM: three connections for its streams, and one on which the agent says what becomes of it. */
final class GuestExec implements ExecHandle {

    private static final List<String> CONNECTIONS = List.of("order", "out", "err", "in");
    private static final Pattern STARTED = Pattern.compile("started ([0-9]{1,10}) (-|/dev/pts/[0-9]{1,10})");
    private static final Pattern EXIT = Pattern.compile("exit ([0-9]{1,3})");
    private static final byte END_OF_FILE = 4;
    private static final int KILLED = 128 + 9;
    private static final int START_SECONDS = 60;
    private static final int KILL_SECONDS = 10;

    private final GuestLink link;
    private final Map<String, SocketChannel> connections;
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final String process;
    private final String terminal;

    private GuestExec(GuestLink link, Map<String, SocketChannel> connections, Matcher started) {
        this.link = link;
        this.connections = Map.copyOf(connections);
        this.process = started.group(1);
        this.terminal = started.group(2);
    }

    static GuestExec start(GuestLink link, ExecRequest request) throws IOException {
        String program = link.nextProgram();
        Map<String, CompletableFuture<SocketChannel>> awaited = new TreeMap<>();
        CONNECTIONS.forEach(kind -> awaited.put(kind, link.await(kind, program)));
        Map<String, SocketChannel> connections = new TreeMap<>();
        try {
            link.startProgram(program);
            for (String kind : CONNECTIONS) {
                String what = "the program could not be started (" + kind + ")";
                SocketChannel connection = GuestLink.get(awaited.getOrDefault(kind, failed()), START_SECONDS, what);
                connections.put(kind, connection);
                if (kind.equals("order")) {
                    GuestLink.write(connection, order(request) + "\n");
                }
            }
            return started(link, connections);
        } catch (IOException e) {
            CONNECTIONS.forEach(kind -> link.forget(kind, program));
            connections.values().forEach(GuestLink::closeQuietly);
            throw e;
        }
    }

    private static GuestExec started(GuestLink link, Map<String, SocketChannel> connections) throws IOException {
        InputStream news = Channels.newInputStream(connections.getOrDefault("order", SocketChannel.open()));
        String first = GuestLink.readLine(news);
        Matcher started = STARTED.matcher(first);
        if (!started.matches()) {
            throw new IOException("the program could not be started, perhaps as this host has no \"script\": " + first);
        }
        GuestExec exec = new GuestExec(link, connections, started);
        Thread.ofVirtual().name("program").start(() -> exec.awaitExit(news));
        return exec;
    }

    private static CompletableFuture<SocketChannel> failed() {
        return CompletableFuture.failedFuture(new IOException("not awaited"));
    }

    /** What {@code run.sh} is to do: shell text, in Base64. */
    static String order(ExecRequest request) {
        StringBuilder text = new StringBuilder();
        StringBuilder exports = new StringBuilder();
        ExecRequest.Terminal wanted = request.terminal();
        if (wanted != null) {
            text.append("rows=").append(wanted.rows()).append("\ncolumns=").append(wanted.columns());
            exports.append("export TERM=").append(quoted(wanted.type())).append('\n');
        }
        new TreeMap<>(request.environment())
                .forEach((name, value) -> exports.append("export ")
                        .append(name)
                        .append('=')
                        .append(quoted(value))
                        .append('\n'));
        text.append("\nSIGNET_REQUEST=").append(quoted(exports.toString()));
        text.append("\ndirectory=").append(quoted(request.directory())).append("\nset --");
        List<String> argv = new ArrayList<>(request.argv());
        argv.forEach(argument -> text.append(' ').append(quoted(argument)));
        return Base64.getEncoder().encodeToString(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private void awaitExit(InputStream news) {
        try {
            Matcher ended = EXIT.matcher(GuestLink.readLine(news));
            exit.complete(ended.matches() ? Integer.parseInt(ended.group(1)) : KILLED);
        } catch (IOException e) {
            exit.complete(KILLED);
        }
    }

    private SocketChannel connection(String kind) {
        SocketChannel connection = connections.get(kind);
        if (connection == null) {
            throw new IllegalStateException("No connection " + kind);
        }
        return connection;
    }

    private boolean hasTerminal() {
        return !terminal.equals("-");
    }

    @Override
    public OutputStream stdin() {
        return new Input(connection("in"));
    }

    @Override
    public InputStream stdout() {
        return Channels.newInputStream(connection("out"));
    }

    @Override
    public InputStream stderr() {
        return Channels.newInputStream(connection("err"));
    }

    @Override
    public void resize(int rows, int columns) throws IOException {
        if (!hasTerminal() || exit.isDone()) {
            throw new IOException("The program has no terminal");
        }
        link.inside("stty -F " + terminal + " rows " + rows + " cols " + columns);
    }

    @Override
    public CompletableFuture<Integer> exitStatus() {
        return exit.copy();
    }

    @Override
    public void signal(int number) {
        if (!exit.isDone()) {
            inside("kill -" + number + " " + process);
        }
    }

    private void inside(String script) {
        try {
            link.inside(script);
        } catch (IOException e) {
            System.getLogger(GuestExec.class.getName()).log(System.Logger.Level.DEBUG, "Already ended", e);
        }
    }

    /** Kills the program's session: itself, and what it started that did not leave it. */
    @Override
    public void close() {
        if (!exit.isDone()) {
            inside(
                    "for stat in /proc/[0-9]*/stat; do read -r line <$stat || continue; set -- ${line##*) }; pid=${stat#/proc/};"
                            + " [ \"$4\" != " + process + " ] || kill -9 ${pid%/stat}; done");
        }
        Integer ignored =
                exit.completeOnTimeout(KILLED, KILL_SECONDS, TimeUnit.SECONDS).join();
        connections.values().forEach(GuestLink::closeQuietly);
    }

    private final class Input extends OutputStream {
        private final SocketChannel connection;
        private final OutputStream out;

        Input(SocketChannel connection) {
            this.connection = connection;
            this.out = Channels.newOutputStream(connection);
        }

        @Override
        public void write(int value) throws IOException {
            out.write(value);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void close() throws IOException {
            if (!connection.isOpen() || exit.isDone()) {
                return;
            }
            if (hasTerminal()) {
                out.write(END_OF_FILE);
            } else {
                connection.shutdownOutput();
            }
        }
    }
}
