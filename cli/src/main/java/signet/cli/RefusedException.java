package signet.cli;

/** The server refused; the message says why, in one line. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedException(String code, String message) {
        super(message);
        this.code = code;
    }

    /** The error's code. */
    String code() {
        return code;
    }

    /** Whether what was asked for has not even the right form. */
    boolean badOption() {
        return code.equals("InvalidInputException");
    }
}
