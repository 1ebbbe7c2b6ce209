package signet.store.embedded;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import signet.store.Change;
import signet.store.Entry;
import signet.store.Keys;

/** One connection that reads what is committed. Used by one thread at a time. */
final class Reader implements AutoCloseable {
    private static final String COLUMNS = "SELECT key, value, revision FROM entry WHERE ";

    private final Connection connection;
    private final PreparedStatement get;
    private final PreparedStatement rangeTo;
    private final PreparedStatement rangeOn;
    private final PreparedStatement oldest;
    private final PreparedStatement changes;

    Reader(Database database) throws SQLException {
        connection = database.connect();
        try {
            get = connection.prepareStatement(COLUMNS + "key = ?");
            rangeTo = connection.prepareStatement(COLUMNS + "key >= ? AND key < ? ORDER BY key LIMIT ?");
            rangeOn = connection.prepareStatement(COLUMNS + "key >= ? ORDER BY key LIMIT ?");
            oldest = connection.prepareStatement("SELECT min(revision) FROM history");
            changes = connection.prepareStatement(
                    "SELECT revision, writes FROM history WHERE revision > ? ORDER BY revision LIMIT ?");
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Optional<Entry> get(String key) throws SQLException {
        get.setBytes(1, Keys.utf8(key));
        return entries(get).stream().findFirst();
    }

    List<Entry> range(String fromInclusive, String toExclusive, int limit) throws SQLException {
        PreparedStatement range = toExclusive.isEmpty() ? rangeOn : rangeTo;
        int parameter = 1;
        range.setBytes(parameter++, Keys.utf8(fromInclusive));
        if (!toExclusive.isEmpty()) {
            range.setBytes(parameter++, Keys.utf8(toExclusive));
        }
        range.setInt(parameter, limit);
        return entries(range);
    }

    /** The oldest revision of the history, 0 if there is none. */
    long oldestRevision() throws SQLException {
        try (ResultSet result = oldest.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    List<Change> changesAfter(long revision, int limit) throws SQLException {
        changes.setLong(1, revision);
        changes.setInt(2, limit);
        List<Change> found = new ArrayList<>();
        try (ResultSet result = changes.executeQuery()) {
            while (result.next()) {
                found.add(new Change(result.getLong(1), ChangeCodec.decode(result.getBytes(2))));
            }
        }
        return found;
    }

    private static List<Entry> entries(PreparedStatement query) throws SQLException {
        List<Entry> entries = new ArrayList<>();
        try (ResultSet result = query.executeQuery()) {
            while (result.next()) {
                String key = new String(result.getBytes(1), StandardCharsets.UTF_8);
                entries.add(new Entry(key, result.getBytes(2), result.getLong(3)));
            }
        }
        return entries;
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
