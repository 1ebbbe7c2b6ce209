package signet.functions;

import org.jspecify.annotations.Nullable;

/** A call that did not reach the function. */
public final class FunctionNotRunException extends Exception {
    private static final long serialVersionUID = 1L;

    private final boolean busy;

    FunctionNotRunException(String message, boolean busy, @Nullable Throwable cause) {
        super(message, cause);
        this.busy = busy;
    }

    /** Whether too many functions run at the moment. */
    public boolean busy() {
        return busy;
    }
}
