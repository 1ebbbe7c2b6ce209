package signet.database;

import java.util.concurrent.CompletableFuture;

/** A database that takes connections. */
public interface RunningDatabase {
    /** The id of its first process. */
    long pid();

    /** Completed when it has ended, for whatever reason. */
    CompletableFuture<Void> exit();

    /**
     * Gives its master user another password. Connections stay.
     *
     * @throws DatabaseException if it was not changed
     */
    void changePassword(PasswordVerifier verifier) throws DatabaseException;

    /** Ends its connections and then the database, and returns once it has ended. */
    void stop();
}
