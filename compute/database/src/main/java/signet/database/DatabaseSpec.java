package signet.database;

import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * All that a runner needs to know of a database.
 *
 * @param directory its own directory on the host, made if absent
 * @param port the port of 127.0.0.1 where it listens, 1 to 65535
 * @param masterUser the name of the user who may do most
 * @param database the database that is made beside the engine's own; empty for none
 */
public record DatabaseSpec(Path directory, int port, String masterUser, String database) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,62}");

    public DatabaseSpec {
        directory = directory.toAbsolutePath().normalize();
        if (port < 1 || port > 0xffff) {
            throw new IllegalArgumentException("Not a port: " + port);
        }
        if (!NAME.matcher(masterUser).matches()) {
            throw new IllegalArgumentException("Not a user's name: " + masterUser);
        }
        if (!database.isEmpty() && !NAME.matcher(database).matches()) {
            throw new IllegalArgumentException("Not a database's name: " + database);
        }
    }
}
