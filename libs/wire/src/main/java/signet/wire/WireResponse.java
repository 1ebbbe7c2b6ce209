package signet.wire;

import java.nio.charset.StandardCharsets;
import java.util.Objects;
import signet.model.Body;

/** An answer ready for the socket. */
public record WireResponse(int status, Headers headers, Content content) {

    public WireResponse {
        Objects.requireNonNull(headers);
        Objects.requireNonNull(content);
    }

    /** What follows the headers. */
    public sealed interface Content {}

    /** Bytes in memory. */
    public static final class Bytes implements Content {
        private final byte[] bytes;

        Bytes(byte[] bytes) {
            this.bytes = bytes.clone();
        }

        public byte[] bytes() {
            return bytes.clone();
        }

        public String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Bytes that stream, such as an object's. */
    public record Streamed(Body body) implements Content {}

    /** Nothing: an empty body, or the answer to HEAD, whose Content-Length header may say otherwise. */
    public record Nothing() implements Content {}
}
