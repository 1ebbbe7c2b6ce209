package signet.cli;

import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.net.http.WebSocketHandshakeException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * One program in an instance, joined to three local streams over a WebSocket. Text messages are JSON: first
 * {@code {"argv", "terminal"}}, then {@code {"rows", "columns"}} and {@code {"eof": true}}, and from the server
 * {@code {"exit": STATUS}} at last. Binary messages are a byte that names the stream (0 input, 1 output, 2 errors) and
 * its bytes.
 */
final class Connection {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_PINGS = Duration.ofSeconds(10);
    private static final int BUFFER = 16 * 1024;
    private static final byte INPUT = 0;

    private final Streams streams;
    private final JsonMapper json = new JsonMapper();
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final ProgramOutput output;
    /** Held while a message is sent: a WebSocket takes the next one only then. */
    private final ReentrantLock sending = new ReentrantLock();

    private @Nullable WebSocket socket;

    Connection(Streams streams) {
        this.streams = streams;
        this.output = new ProgramOutput(streams, json);
    }

    /**
     * Connects.
     *
     * @throws ConnectionFailure if the server can't be reached or refuses
     */
    void open(ConnectAddress address) {
        try {
            socket = http.newWebSocketBuilder()
                    .connectTimeout(PATIENCE)
                    .buildAsync(address.webSocket(), output)
                    .join();
        } catch (CompletionException e) {
            throw switch (e.getCause()) {
                case WebSocketHandshakeException refused -> refusal(address, refused);
                case ConnectException unreachable ->
                    new ConnectionFailure(
                            "no server answers at " + server(address) + "; start one with signet up, or name another"
                                    + " with --endpoint",
                            unreachable);
                case null, default ->
                    new ConnectionFailure("cannot connect to " + server(address) + ": " + e.getMessage(), e);
            };
        }
    }

    /** Connects, runs a program and waits for its exit status. */
    int run(ConnectAddress address, List<String> argv, @Nullable TerminalRequest terminal) {
        open(address);
        return run(argv, terminal);
    }

    /** Runs a program over the open connection, until it ends; its exit status. */
    int run(List<String> argv, @Nullable TerminalRequest terminal) {
        ObjectNode start = json.createObjectNode();
        argv.forEach(start.putArray("argv")::add);
        if (terminal != null) {
            start.putObject("terminal")
                    .put("type", terminal.type())
                    .put("rows", terminal.rows())
                    .put("columns", terminal.columns());
        }
        send(start);
        daemon("input", () -> forward(streams.input()));
        daemon("pings", this::ping);
        try {
            return output.exitStatus().join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof ConnectionFailure failure
                    ? failure
                    : new ConnectionFailure("the connection broke: " + e.getMessage(), e);
        } finally {
            open().abort();
        }
    }

    /** Tells the program that its terminal has another size. */
    void resize(int rows, int columns) {
        send(json.createObjectNode().put("rows", rows).put("columns", columns));
    }

    private void forward(InputStream input) {
        byte[] buffer = new byte[BUFFER];
        buffer[0] = INPUT;
        try {
            for (int count = input.read(buffer, 1, BUFFER - 1); count >= 0; count = input.read(buffer, 1, BUFFER - 1)) {
                ByteBuffer message = ByteBuffer.wrap(buffer.clone(), 0, count + 1);
                send(to -> to.sendBinary(message, true));
            }
        } catch (IOException e) {
            // to the program it is the end of its input, as if the local side had been closed
            output.note(e);
        }
        send(json.createObjectNode().put("eof", true));
    }

    /** Keeps a shell that waits for its user from being taken for a dead connection. */
    private void ping() {
        try {
            while (!output.exitStatus().isDone()) {
                Thread.sleep(BETWEEN_PINGS);
                send(to -> to.sendPing(ByteBuffer.allocate(0)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void send(ObjectNode message) {
        send(to -> to.sendText(message.toString(), true));
    }

    private void send(Function<WebSocket, CompletableFuture<WebSocket>> message) {
        sending.lock();
        try {
            message.apply(open()).join();
        } catch (CompletionException e) {
            // whoever waits for the program hears from the receiving side how the connection ended
            output.note(e);
        } finally {
            sending.unlock();
        }
    }

    private WebSocket open() {
        WebSocket opened = socket;
        if (opened == null) {
            throw new IllegalStateException("not connected");
        }
        return opened;
    }

    private static void daemon(String name, Runnable task) {
        Thread.ofPlatform().daemon().name(name).start(task);
    }

    /** Why the upgrade was refused: its answer is lost in the handshake, so the same is asked once more without it. */
    private ConnectionFailure refusal(ConnectAddress address, WebSocketHandshakeException refused) {
        int status = refused.getResponse().statusCode();
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(address.http()).timeout(PATIENCE).build();
            JsonNode answer = json.readTree(
                    http.send(request, HttpResponse.BodyHandlers.ofString()).body());
            String message = answer.path("message").asString("");
            if (!message.isEmpty()) {
                return new ConnectionFailure(
                        message.strip() + " (" + answer.path("code").asString("") + ")", refused);
            }
        } catch (IOException | JacksonException e) {
            refused.addSuppressed(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return new ConnectionFailure(
                "the server at " + server(address) + " refused the connection with status " + status, refused);
    }

    private static String server(ConnectAddress address) {
        return address.http().getScheme() + "://" + address.http().getRawAuthority();
    }
}
