package signet.store.embedded;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Arrays;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteOpenMode;
import signet.store.StoreException;

/**
 * The SQLite file: how it is recognised, made and opened. {@code application_id} says that it is Signet's,
 * {@code user_version} is the number of its format.
 */
final class Database {
    static final int APPLICATION_ID = 0x5369676e;
    static final int FORMAT = 1;

    /** The largest file that is checked whole at start: more would be felt. */
    private static final long FULL_CHECK_BYTES = 8L << 20;

    private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

    private static final String[] TABLES = {
        "CREATE TABLE entry (key BLOB PRIMARY KEY, value BLOB NOT NULL, revision INTEGER NOT NULL) WITHOUT ROWID",
        "CREATE TABLE history (revision INTEGER PRIMARY KEY, writes BLOB NOT NULL)",
        "PRAGMA application_id = " + APPLICATION_ID,
        "PRAGMA user_version = " + FORMAT,
    };

    private final Path file;
    private final SQLiteDataSource source;

    private Database(Path file) {
        this.file = file;
        // Without leave to create: a file that vanished is an error, not a new store.
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + file.toAbsolutePath());
    }

    /** Recognises and checks the file, or makes it. The caller holds its lock. */
    static Database prepare(Path file) {
        Database database = new Database(file);
        try {
            PrivateFiles.createIfAbsent(file);
            boolean fresh = Files.size(file) == 0;
            if (!fresh && !startsAsSqlite(file)) {
                throw new StoreException(file + " is not a Signet store, or is corrupt; it was left as it is");
            }
            database.check();
            return database;
        } catch (IOException e) {
            throw new StoreException("cannot open " + file + ": " + Failures.reason(e), e);
        } catch (SQLException e) {
            throw new StoreException("cannot open " + file + ": " + Failures.reason(e), e);
        }
    }

    Path file() {
        return file;
    }

    Connection connect() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private static boolean startsAsSqlite(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return Arrays.equals(in.readNBytes(MAGIC.length), MAGIC);
        }
    }

    private void check() throws SQLException, IOException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            long application = number(statement, "PRAGMA application_id");
            long format = number(statement, "PRAGMA user_version");
            if (application == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                create(connection, statement);
                return;
            }
            if (application != APPLICATION_ID) {
                throw new StoreException(file + " is not a Signet store; it was left as it is");
            }
            if (format > FORMAT) {
                throw new StoreException(file + " has format " + format + " of a newer Signet; this one knows up to "
                        + FORMAT + "; it was left as it is");
            }
            if (format < FORMAT) {
                throw new StoreException(
                        file + " has format " + format + ", which no Signet made; it was left as it is");
            }
            checkContents(statement);
        }
    }

    // The process may have died at any instant of an earlier creation; the tables come with the numbers or not at all.
    private static void create(Connection connection, Statement statement) throws SQLException {
        statement.execute("PRAGMA journal_mode = WAL");
        connection.setAutoCommit(false);
        for (String sql : TABLES) {
            statement.execute(sql);
        }
        connection.commit();
    }

    private void checkContents(Statement statement) throws SQLException, IOException {
        if (Files.size(file) > FULL_CHECK_BYTES) {
            number(statement, "SELECT count(*) FROM (SELECT 1 FROM entry LIMIT 1)");
            number(statement, "SELECT count(*) FROM (SELECT 1 FROM history ORDER BY revision DESC LIMIT 1)");
            return;
        }
        try (ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = result.next() ? result.getString(1) : "no answer";
            if (!verdict.equals("ok")) {
                throw new StoreException("cannot open " + file + ": it is corrupt; restore it from a backup ("
                        + verdict.lines().findFirst().orElse("") + "); it was left as it is");
            }
        }
    }

    static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
