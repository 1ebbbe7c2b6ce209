package signet.cli;

/** A connection to an instance that did not come about, or broke; the message is one line for whoever asked for it. */
final class ConnectionFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ConnectionFailure(String message) {
        super(message);
    }

    ConnectionFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
