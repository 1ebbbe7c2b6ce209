package signet.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.eclipse.jetty.websocket.api.Callback;
import org.eclipse.jetty.websocket.api.Session;
import org.jspecify.annotations.Nullable;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.RunningInstance;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One program in an instance, over a WebSocket. The client begins with a text message
 * {@code {"argv": [...], "terminal": {"type", "rows", "columns"}}} (without {@code terminal} the streams are pipes);
 * later it may send {@code {"rows", "columns"}} and {@code {"eof": true}}. Binary messages carry a byte that names the
 * stream (0 input, 1 output, 2 errors) and then its bytes. The server ends with {@code {"exit": STATUS}}.
 *
 * <p>Public for Jetty alone, which finds a listener's methods by public look-up.
 */
public final class ConnectSession implements Session.Listener.AutoDemanding {
    private static final Logger LOG = System.getLogger(ConnectSession.class.getName());
    private static final byte OUTPUT = 1;
    private static final byte ERRORS = 2;
    private static final int BUFFER = 16 * 1024;
    private static final int POLICY_VIOLATION = 1008;
    private static final int NORMAL = 1000;

    private final RunningInstance instance;
    private final JsonMapper json;
    private @Nullable Session session;
    private @Nullable ExecHandle program;

    ConnectSession(RunningInstance instance, JsonMapper json) {
        this.instance = instance;
        this.json = json;
    }

    @Override
    public void onWebSocketOpen(Session opened) {
        session = opened;
    }

    @Override
    public void onWebSocketText(String text) {
        try {
            JsonNode message = json.readTree(text);
            ExecHandle running = program;
            if (running == null) {
                start(message);
            } else if (message.path("eof").asBoolean(false)) {
                running.stdin().close();
            } else {
                running.resize(
                        message.path("rows").asInt(0), message.path("columns").asInt(0));
            }
        } catch (JacksonException | IllegalArgumentException | IOException e) {
            fail(e);
        }
    }

    @Override
    public void onWebSocketBinary(ByteBuffer payload, Callback callback) {
        ExecHandle running = program;
        try {
            if (running == null || !payload.hasRemaining() || payload.get() != 0) {
                throw new IllegalArgumentException("input before the program, or for a stream that is none");
            }
            byte[] bytes = new byte[payload.remaining()];
            payload.get(bytes);
            OutputStream stdin = running.stdin();
            stdin.write(bytes);
            stdin.flush();
            callback.succeed();
        } catch (IOException e) {
            // the program no longer reads; what it wrote and how it ended is still to come
            LOG.log(Level.DEBUG, "a program closed its input", e);
            callback.succeed();
        } catch (IllegalArgumentException e) {
            callback.fail(e);
            fail(e);
        }
    }

    @Override
    public void onWebSocketClose(int statusCode, String reason, Callback callback) {
        end();
        callback.succeed();
    }

    @Override
    public void onWebSocketError(Throwable cause) {
        end();
    }

    private void start(JsonNode message) throws IOException {
        List<String> argv = new ArrayList<>();
        message.path("argv").forEach(argument -> argv.add(argument.asString()));
        JsonNode terminal = message.path("terminal");
        ExecRequest request = new ExecRequest(argv, Map.of(), "", terminal.isObject() ? terminal(terminal) : null);
        ExecHandle started = instance.exec(request);
        program = started;
        Thread out = Thread.ofVirtual().start(() -> pump(OUTPUT, started.stdout()));
        Thread errors = Thread.ofVirtual().start(() -> pump(ERRORS, started.stderr()));
        Thread.ofVirtual().start(() -> finish(started, out, errors));
    }

    private static ExecRequest.Terminal terminal(JsonNode node) {
        return new ExecRequest.Terminal(
                node.path("type").asString("xterm-256color"),
                node.path("rows").asInt(24),
                node.path("columns").asInt(80));
    }

    private void pump(byte stream, InputStream from) {
        byte[] buffer = new byte[BUFFER];
        try {
            for (int count = from.read(buffer, 1, BUFFER - 1); count >= 0; count = from.read(buffer, 1, BUFFER - 1)) {
                buffer[0] = stream;
                ByteBuffer payload = ByteBuffer.wrap(buffer.clone(), 0, count + 1);
                Callback.Completable.with(done -> open().sendBinary(payload, done))
                        .join();
            }
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.DEBUG, "a connection ended before its program", e);
        }
    }

    private void finish(ExecHandle started, Thread out, Thread errors) {
        try {
            int status = started.exitStatus().join();
            out.join();
            errors.join();
            Callback.Completable.with(done -> open().sendText("{\"exit\":" + status + "}", done))
                    .join();
            open().close(NORMAL, "", Callback.NOOP);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.log(Level.DEBUG, "a connection ended before its program", e);
        } finally {
            started.close();
        }
    }

    private Session open() {
        Session opened = session;
        if (opened == null) {
            throw new IllegalStateException("the connection is not open");
        }
        return opened;
    }

    private void fail(Exception cause) {
        String reason = String.valueOf(cause.getMessage());
        open().close(POLICY_VIOLATION, reason.substring(0, Math.min(100, reason.length())), Callback.NOOP);
        end();
    }

    private void end() {
        ExecHandle running = program;
        if (running != null) {
            running.close();
        }
    }
}
