package signet.trail;

/** The event log cannot be read or opened; the message is one line that says why. */
public final class TrailUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TrailUnavailableException(String message) {
        super(message);
    }

    TrailUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
