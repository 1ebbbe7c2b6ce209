package signet.cli;

import java.util.ArrayList;
import java.util.List;

/** The server refused; the message says why, in one line. */
final class RefusedException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;
    private final ArrayList<String> faults;

    RefusedException(String code, String message) {
        this(code, message, List.of());
    }

    RefusedException(String code, String message, List<String> faults) {
        super(message);
        this.code = code;
        this.faults = new ArrayList<>(faults);
    }

    /** One line for each thing that is wrong, where there is more to say than the message. */
    List<String> faults() {
        return List.copyOf(faults);
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
