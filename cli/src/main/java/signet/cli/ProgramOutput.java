package signet.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What comes back from a program in an instance: two streams of bytes, then its exit status. */
final class ProgramOutput implements WebSocket.Listener {
    private static final Logger LOG = System.getLogger(ProgramOutput.class.getName());
    private static final byte OUTPUT = 1;
    private static final byte ERRORS = 2;

    private final Streams streams;
    private final JsonMapper json;
    private final CompletableFuture<Integer> exitStatus = new CompletableFuture<>();
    private final StringBuilder text = new StringBuilder();
    /** The stream of the binary message that has begun; null between messages. */
    private @Nullable OutputStream current;

    ProgramOutput(Streams streams, JsonMapper json) {
        this.streams = streams;
        this.json = json;
    }

    /** Completes when the program has ended; with a {@link ConnectionFailure} if the connection did first. */
    CompletableFuture<Integer> exitStatus() {
        return exitStatus;
    }

    void note(Exception failure) {
        LOG.log(Level.DEBUG, "a connection's input ended", failure);
    }

    @Override
    public @Nullable CompletionStage<?> onBinary(WebSocket socket, ByteBuffer data, boolean last) {
        try {
            OutputStream to = current;
            if (to == null && data.hasRemaining()) {
                to = stream(data.get());
                current = to;
            }
            byte[] bytes = new byte[data.remaining()];
            data.get(bytes);
            if (to != null) {
                to.write(bytes);
                to.flush();
            }
            if (last) {
                current = null;
            }
        } catch (IOException e) {
            exitStatus.completeExceptionally(new ConnectionFailure("cannot write the output: " + e.getMessage(), e));
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
        text.append(data);
        if (last) {
            end(text.toString());
            text.setLength(0);
        }
        socket.request(1);
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket socket, int status, String reason) {
        exitStatus.completeExceptionally(
                new ConnectionFailure("the server ended the connection" + (reason.isEmpty() ? "" : ": " + reason)));
        return null;
    }

    @Override
    public void onError(WebSocket socket, Throwable cause) {
        exitStatus.completeExceptionally(new ConnectionFailure("the connection broke: " + cause.getMessage(), cause));
    }

    private void end(String message) {
        try {
            JsonNode status = json.readTree(message).path("exit");
            if (status.isInt()) {
                exitStatus.complete(status.asInt());
                return;
            }
            exitStatus.completeExceptionally(new ConnectionFailure("the server said what no server says: " + message));
        } catch (JacksonException e) {
            exitStatus.completeExceptionally(new ConnectionFailure("the server said what no server says", e));
        }
    }

    private OutputStream stream(byte name) throws IOException {
        return switch (name) {
            case OUTPUT -> streams.output();
            case ERRORS -> streams.errors();
            default -> throw new IOException("there is no stream " + name);
        };
    }
}
