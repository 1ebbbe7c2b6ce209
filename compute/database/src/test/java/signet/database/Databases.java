package signet.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Assumptions;

/** What the tests do to databases. */
final class Databases {
    static final String PASSWORD = "Correct-Horse-9";

    private Databases() {}

    static void assumeTheyRunHere(DatabaseRunner runner) {
        runner.obstacle().ifPresent(reason -> Assumptions.abort("no database on this host: " + reason));
    }

    static DatabaseSpec spec(Path directory) {
        return new DatabaseSpec(directory, freePort(), "ada", "shop");
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static PasswordVerifier verifier(String password) {
        return PasswordVerifier.of(password, new byte[PasswordVerifier.SALT_BYTES]);
    }

    static Connection connect(DatabaseSpec spec, String database, String user, String password) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + spec.port() + "/" + database, user, password);
    }

    static Connection connect(DatabaseSpec spec) throws SQLException {
        return connect(spec, spec.database(), spec.masterUser(), PASSWORD);
    }

    static String ask(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return String.valueOf(result.getString(1));
        }
    }

    static String ask(DatabaseSpec spec, String query) throws SQLException {
        try (Connection connection = connect(spec)) {
            return ask(connection, query);
        }
    }

    static void tell(DatabaseSpec spec, String command) throws SQLException {
        try (Connection connection = connect(spec);
                Statement statement = connection.createStatement()) {
            statement.execute(command);
        }
    }
}
