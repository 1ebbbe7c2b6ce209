package signet.store;

import org.jspecify.annotations.Nullable;

/** The store could not do what was asked. The message is one line that a person who runs Signet can act on. */
public class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StoreException(String message) {
        super(message);
    }

    public StoreException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
