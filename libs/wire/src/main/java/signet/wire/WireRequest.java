package signet.wire;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.Body;

/**
 * A request as it came off the socket.
 *
 * @param rawPath the path as sent, still percent-encoded, beginning with a slash
 * @param rawQuery what followed the question mark, still encoded; null without one
 * @param host the Host header, perhaps with a port
 * @param body the content with any aws-chunked framing removed
 */
public record WireRequest(
        String method, String rawPath, @Nullable String rawQuery, Headers headers, String host, Body body) {

    public WireRequest {
        Objects.requireNonNull(method);
        Objects.requireNonNull(rawPath);
        Objects.requireNonNull(headers);
        Objects.requireNonNull(host);
        Objects.requireNonNull(body);
    }
}
