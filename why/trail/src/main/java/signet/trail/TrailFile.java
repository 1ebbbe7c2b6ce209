package signet.trail;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;
import org.sqlite.SQLiteOpenMode;

/**
 * The SQLite file of the log, which only its owner may read. {@code application_id} says that it is Signet's, {@code
 * user_version} is the number of its format.
 */
final class TrailFile {
    /** The file is there and is no log that can be used. */
    static final class UnusableFileException extends IOException {
        private static final long serialVersionUID = 1L;

        UnusableFileException(String message) {
            super(message);
        }
    }

    private static final Logger LOG = System.getLogger(TrailFile.class.getName());

    static final int APPLICATION_ID = 0x5369676c;
    static final int FORMAT = 1;

    /** The largest file that is checked whole at start: more would be felt. */
    private static final long FULL_CHECK_BYTES = 8L << 20;

    private static final String[] TABLES = {
        "CREATE TABLE event (position INTEGER PRIMARY KEY, low INTEGER NOT NULL, account TEXT NOT NULL,"
                + " flags INTEGER NOT NULL, terms TEXT NOT NULL)",
        "CREATE TABLE detail (position INTEGER PRIMARY KEY, json TEXT NOT NULL, decisions TEXT NOT NULL)",
        "CREATE TABLE policy_set (number INTEGER PRIMARY KEY AUTOINCREMENT, hash TEXT NOT NULL UNIQUE,"
                + " layers TEXT NOT NULL, used INTEGER NOT NULL)",
        "CREATE TABLE policy (sha256 TEXT PRIMARY KEY, text TEXT NOT NULL) WITHOUT ROWID",
        "PRAGMA application_id = " + APPLICATION_ID,
        "PRAGMA user_version = " + FORMAT,
    };

    private final Path path;
    private final int maxPages;
    private final SQLiteDataSource source;

    /** @param maxPages beyond which the file behaves as a full disk, for tests; 0 for no such limit */
    TrailFile(Path path, int maxPages) {
        this.path = path;
        this.maxPages = maxPages;
        SQLiteConfig config = new SQLiteConfig();
        config.resetOpenMode(SQLiteOpenMode.CREATE);
        // else each insert is followed by a query for the row's number
        config.setGetGeneratedKeys(false);
        source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + path.toAbsolutePath());
    }

    Path path() {
        return path;
    }

    /** Makes the file if it is not there, and checks it if it is. */
    void prepare() throws SQLException, IOException {
        createIfAbsent();
        try (Connection connection = open();
                Statement statement = connection.createStatement()) {
            long application = number(statement, "PRAGMA application_id");
            long format = number(statement, "PRAGMA user_version");
            if (application == 0 && number(statement, "SELECT count(*) FROM sqlite_schema") == 0) {
                create(connection, statement);
            } else if (application != APPLICATION_ID || format != FORMAT) {
                throw new UnusableFileException("it is no event log of this version of Signet");
            } else {
                check(statement);
            }
        }
    }

    /** A connection for reading or writing. */
    Connection open() throws SQLException {
        Connection connection = source.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute("PRAGMA trusted_schema = OFF");
            statement.execute("PRAGMA cell_size_check = ON");
            statement.execute("PRAGMA journal_size_limit = 67108864");
            if (maxPages > 0) {
                statement.execute("PRAGMA max_page_count = " + maxPages);
            }
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Makes the file if it is not there; one that cannot be used is replaced. */
    void prepareOrReplace(long nowMillis) throws SQLException, IOException {
        try {
            prepare();
        } catch (UnusableFileException e) {
            replace(String.valueOf(e.getMessage()), nowMillis);
        } catch (SQLException e) {
            if (!isBroken(e)) {
                throw e;
            }
            replace(reason(e), nowMillis);
        }
    }

    /** Puts the file aside, with what belongs to it, and makes a new one in its place. */
    void replace(String reason, long nowMillis) throws SQLException, IOException {
        Path aside = setAside(Long.toString(nowMillis));
        LOG.log(
                Level.WARNING,
                "the event log " + path + " cannot be used: " + reason + "; it is now " + aside.getFileName()
                        + ", and a new one was begun");
        prepare();
    }

    private Path setAside(String suffix) throws IOException {
        Path aside = path.resolveSibling(path.getFileName() + ".broken-" + suffix);
        for (String part : new String[] {"-wal", "-shm", ""}) {
            Path from = path.resolveSibling(path.getFileName() + part);
            if (Files.exists(from)) {
                Files.move(from, path.resolveSibling(aside.getFileName() + part), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        return aside;
    }

    /** Whether a failure says that the file itself is broken. */
    static boolean isBroken(SQLException e) {
        SQLiteErrorCode code = code(e);
        return code == SQLiteErrorCode.SQLITE_CORRUPT || code == SQLiteErrorCode.SQLITE_NOTADB;
    }

    /** A failure in words for the operator. */
    static String reason(Exception e) {
        if (e instanceof SQLException sql) {
            SQLiteErrorCode code = code(sql);
            if (code == SQLiteErrorCode.SQLITE_FULL) {
                return "the disk is full";
            }
            if (isBroken(sql)) {
                return "it is corrupt (" + code + ")";
            }
        }
        String message = e.getMessage();
        return message == null ? e.toString() : message.lines().findFirst().orElse(e.toString());
    }

    private static @Nullable SQLiteErrorCode code(SQLException e) {
        // extended result codes keep the primary code in the low byte
        return e instanceof SQLiteException sqlite
                ? SQLiteErrorCode.getErrorCode(sqlite.getResultCode().code & 0xff)
                : null;
    }

    static long number(Statement statement, String query) throws SQLException {
        try (ResultSet result = statement.executeQuery(query)) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private void createIfAbsent() throws IOException {
        FileAttribute<?>[] ownerOnly =
                path.getFileSystem().supportedFileAttributeViews().contains("posix")
                        ? new FileAttribute<?>[] {
                            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                        }
                        : new FileAttribute<?>[0];
        try {
            Files.createFile(path, ownerOnly);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isRegularFile(path)) {
                throw new IOException("it is not a file", e);
            }
        }
    }

    // The process may have died at any instant of an earlier creation; the tables come with the numbers or not at all.
    private static void create(Connection connection, Statement statement) throws SQLException {
        // several events fit into a page, and fewer pages are written for as many bytes
        statement.execute("PRAGMA page_size = 16384");
        statement.execute("PRAGMA auto_vacuum = INCREMENTAL");
        statement.execute("PRAGMA journal_mode = WAL");
        connection.setAutoCommit(false);
        for (String sql : TABLES) {
            statement.execute(sql);
        }
        connection.commit();
    }

    private void check(Statement statement) throws SQLException, IOException {
        if (Files.size(path) > FULL_CHECK_BYTES) {
            number(statement, "SELECT max(position) FROM event");
            number(statement, "SELECT min(position) FROM detail");
            return;
        }
        try (ResultSet result = statement.executeQuery("PRAGMA quick_check(1)")) {
            String verdict = result.next() ? result.getString(1) : "no answer";
            if (!verdict.equals("ok")) {
                throw new UnusableFileException(
                        "it is corrupt (" + verdict.lines().findFirst().orElse("") + ")");
            }
        }
    }
}
