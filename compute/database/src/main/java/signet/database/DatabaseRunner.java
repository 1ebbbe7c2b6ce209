package signet.database;

import java.util.Optional;

/**
 * What runs databases: each is a process of this host with a directory of its own, that listens on 127.0.0.1 alone. Safe
 * for use by several threads, by one at a time for each database.
 */
public interface DatabaseRunner extends AutoCloseable {
    /** The engine's version, such as {@code 17.7}. */
    String version();

    /** Why this host can run no database, in words for its user; empty if it can. */
    Optional<String> obstacle();

    /**
     * Lays down what a new database is to check its master user's password by. It is made with it at its first start,
     * also by a server that was started since.
     *
     * @throws DatabaseException if it cannot be written
     */
    void prepare(DatabaseSpec database, PasswordVerifier verifier) throws DatabaseException;

    /**
     * Starts a database, which is made if it is not there yet, and returns once it takes connections. One that a killed
     * server left running is ended first.
     *
     * @throws DatabaseException if it could not be started; nothing of it is left running
     */
    RunningDatabase start(DatabaseSpec database) throws DatabaseException;

    /**
     * Removes a database that does not run, with all that it holds.
     *
     * @throws DatabaseException if something of it is left
     */
    void remove(DatabaseSpec database) throws DatabaseException;

    /** Ends every database that is still running, and returns once they have ended. */
    @Override
    void close();
}
