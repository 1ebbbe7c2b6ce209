package signet.functions;

/** A function's code that cannot be taken. */
public final class BadCodeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final Reason reason;

    /** What is wrong with it. */
    public enum Reason {
        /** It is no zip archive, or one whose names lead out of its directory. */
        NOT_READABLE,
        /** It has no files. */
        EMPTY,
        /** Its files are too large. */
        TOO_LARGE
    }

    BadCodeException(Reason reason) {
        super(reason.name());
        this.reason = reason;
    }

    /** What is wrong with it. */
    public Reason reason() {
        return reason;
    }
}
