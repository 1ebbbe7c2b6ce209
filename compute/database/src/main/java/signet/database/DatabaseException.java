package signet.database;

import org.jspecify.annotations.Nullable;

/** Something could not be done with a database; its message says why in words for the server's user. */
public final class DatabaseException extends Exception {
    private static final long serialVersionUID = 1L;

    /** A failure with its reason. */
    public DatabaseException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** A failure that has no other behind it. */
    public DatabaseException(String message) {
        this(message, null);
    }
}
