package signet.cli;

/** A line of {@code signet evaluate} that can't be evaluated; the message says what is wrong with it. */
final class CaseFault extends Exception {
    private static final long serialVersionUID = 1L;

    private final String text;

    CaseFault(String message) {
        super(message);
        this.text = message;
    }

    CaseFault(String message, Throwable cause) {
        super(message, cause);
        this.text = message;
    }

    @Override
    public String getMessage() {
        return text;
    }
}
