package signet.store.embedded;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Optional;
import signet.store.Condition;
import signet.store.Keys;
import signet.store.StoreConflictException;
import signet.store.Transaction;
import signet.store.Write;

/**
 * The connection that writes, within one SQLite transaction until {@link #commit}. After any failure it is to be closed,
 * which undoes what was not committed.
 */
final class Writer implements AutoCloseable {
    /** The history is trimmed once in so many revisions. */
    private static final int TRIM_EVERY = 256;

    private final Settings settings;
    private final Connection connection;
    private final PreparedStatement revisionOf;
    private final PreparedStatement put;
    private final PreparedStatement delete;
    private final PreparedStatement record;
    private final PreparedStatement trim;
    private long revision;
    private long trimmedAt;

    private Writer(Database database, Settings settings) throws SQLException {
        this.settings = settings;
        connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA journal_size_limit = 67108864");
            if (settings.maxPages() > 0) {
                statement.execute("PRAGMA max_page_count = " + settings.maxPages());
            }
            revision = Database.number(statement, "SELECT max(revision) FROM history");
            // The first commit trims: a store that is opened often and written little must not grow.
            trimmedAt = revision - TRIM_EVERY;
            connection.setAutoCommit(false);
            revisionOf = connection.prepareStatement("SELECT revision FROM entry WHERE key = ?");
            put = connection.prepareStatement(
                    "INSERT INTO entry (key, value, revision) VALUES (?, ?, ?) ON CONFLICT (key)"
                            + " DO UPDATE SET value = excluded.value, revision = excluded.revision");
            delete = connection.prepareStatement("DELETE FROM entry WHERE key = ?");
            record = connection.prepareStatement("INSERT INTO history (revision, writes) VALUES (?, ?)");
            trim = connection.prepareStatement("DELETE FROM history WHERE revision <= ?");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    static Writer open(Database database, Settings settings) {
        try {
            return new Writer(database, settings);
        } catch (SQLException e) {
            throw Failures.store(database.file(), e);
        }
    }

    /** The revision of the last transaction applied, committed or not. */
    long revision() {
        return revision;
    }

    /** Applies a transaction unless a condition does not hold, in which case nothing has changed. */
    Optional<StoreConflictException> apply(Transaction transaction) throws SQLException {
        for (Condition condition : transaction.conditions()) {
            long actual = revisionOf(condition.key());
            if (actual != condition.expectedRevision()) {
                return Optional.of(new StoreConflictException(condition, actual));
            }
        }
        if (!transaction.writes().isEmpty()) {
            revision++;
            record.setLong(1, revision);
            record.setBytes(2, ChangeCodec.encode(transaction.writes()));
            record.executeUpdate();
            for (Write write : transaction.writes()) {
                write(write);
            }
        }
        return Optional.empty();
    }

    /** Makes everything applied so far durable; now and then, what is older than the history's limit goes. */
    void commit(Feeds feeds) throws SQLException {
        if (revision - trimmedAt >= TRIM_EVERY) {
            feeds.trim(revision - settings.historyLimit(), this::trimAndCommit);
            trimmedAt = revision;
        } else {
            connection.commit();
        }
    }

    private void trimAndCommit(long upTo) throws SQLException {
        trim.setLong(1, upTo);
        trim.executeUpdate();
        connection.commit();
    }

    private long revisionOf(String key) throws SQLException {
        revisionOf.setBytes(1, Keys.utf8(key));
        try (ResultSet result = revisionOf.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private void write(Write write) throws SQLException {
        switch (write) {
            case Write.Put(String key, byte[] value) -> {
                put.setBytes(1, Keys.utf8(key));
                put.setBytes(2, value);
                put.setLong(3, revision);
                put.executeUpdate();
            }
            case Write.Delete(String key) -> {
                delete.setBytes(1, Keys.utf8(key));
                delete.executeUpdate();
            }
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
