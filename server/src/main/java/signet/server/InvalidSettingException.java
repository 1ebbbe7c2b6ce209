package signet.server;

/** A setting is wrong, or the server cannot start with it. The message is one line that says what to do. */
public final class InvalidSettingException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** A setting is wrong; the message says in one line what to do. */
    public InvalidSettingException(String message) {
        super(message);
    }

    InvalidSettingException(String message, Throwable cause) {
        super(message, cause);
    }
}
