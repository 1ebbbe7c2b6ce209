package signet.instance;

import org.jspecify.annotations.Nullable;

/** An instance could not be started; its message says why in words for the server's user. */
public final class InstanceStartException extends Exception {

    private static final long serialVersionUID = 1L;

    /** A failure with its reason. */
    public InstanceStartException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
