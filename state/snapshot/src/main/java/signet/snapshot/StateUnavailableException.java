package signet.snapshot;

/** The state could not be changed or read: the store failed. Nothing of the change took effect. */
public final class StateUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StateUnavailableException(String message) {
        super(message);
    }

    StateUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
