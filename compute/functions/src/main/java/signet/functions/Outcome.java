package signet.functions;

import java.nio.charset.StandardCharsets;

/** What became of a call. */
public final class Outcome {
    private final byte[] payload;
    private final boolean failed;
    private final byte[] log;

    private Outcome(byte[] payload, boolean failed, byte[] log) {
        this.payload = payload.clone();
        this.failed = failed;
        this.log = log.clone();
    }

    static Outcome returned(byte[] payload) {
        return new Outcome(payload, false, new byte[0]);
    }

    static Outcome failed(byte[] error) {
        return new Outcome(error, true, new byte[0]);
    }

    /** A failure that the function did not report itself; the texts are ours and need no escapes. */
    static Outcome failed(String type, String message) {
        String error = "{\"errorType\":\"" + type + "\",\"errorMessage\":\"" + message + "\"}";
        return failed(error.getBytes(StandardCharsets.UTF_8));
    }

    Outcome logged(byte[] tail) {
        return new Outcome(payload, failed, tail);
    }

    /** What the function returned, or the error's document. */
    public byte[] payload() {
        return payload.clone();
    }

    /** Whether the function failed. */
    public boolean failed() {
        return failed;
    }

    /** The last 4 KB that were logged. */
    public byte[] log() {
        return log.clone();
    }
}
