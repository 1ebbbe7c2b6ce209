package signet.junit;

/** The server refused what a test asked of its {@link Signet}. */
public final class SignetRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String code;

    SignetRefusedException(String code, String message) {
        super(code + ": " + message);
        this.code = code;
    }

    /** The error code, such as {@code EntityAlreadyExists}. */
    public String code() {
        return code;
    }
}
