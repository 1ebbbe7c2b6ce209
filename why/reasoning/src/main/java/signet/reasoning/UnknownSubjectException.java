package signet.reasoning;

/** Somebody was named whom the state does not have, or not clearly; the message says what to write, in one line. */
public final class UnknownSubjectException extends Exception {
    private static final long serialVersionUID = 1L;

    UnknownSubjectException(String message) {
        super(message);
    }
}
