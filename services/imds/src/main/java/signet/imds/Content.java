package signet.imds;

import java.nio.charset.StandardCharsets;

/** What is found at a path. */
final class Content {
    private final byte[] bytes;
    private final String type;

    private Content(byte[] bytes, String type) {
        this.bytes = bytes;
        this.type = type;
    }

    /** Text; JSON documents are text too, as on AWS. */
    static Content text(String text) {
        return new Content(text.getBytes(StandardCharsets.UTF_8), "text/plain");
    }

    static Content raw(byte[] bytes) {
        return new Content(bytes.clone(), "application/octet-stream");
    }

    byte[] bytes() {
        return bytes.clone();
    }

    String type() {
        return type;
    }
}
