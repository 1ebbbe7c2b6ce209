package signet.trail;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import signet.authz.Event;
import tools.jackson.core.json.JsonFactory;

/** The connection that writes. After any failure it is to be closed, which undoes what was not committed. */
final class Batch implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Batch.class.getName());

    private final Connection connection;
    private final PolicyShelf shelf;
    private final RecordWriter records;
    private final Trimmer trimmer;
    private final PreparedStatement event;
    private final PreparedStatement detail;

    private Batch(Connection connection, TrailSettings settings, EventIds ids) throws SQLException {
        JsonFactory json = new JsonFactory();
        this.connection = connection;
        connection.setAutoCommit(false);
        shelf = new PolicyShelf(json, connection);
        records = new RecordWriter(json, new DecisionCodec(json, shelf), ids);
        trimmer = new Trimmer(connection, settings);
        event = connection.prepareStatement(
                "INSERT INTO event (position, low, account, flags, terms) VALUES (?, ?, ?, ?, ?)");
        detail = connection.prepareStatement("INSERT INTO detail (position, json, decisions) VALUES (?, ?, ?)");
    }

    static Batch open(TrailFile file, TrailSettings settings, EventIds ids) throws SQLException {
        Connection connection = file.open();
        try {
            return new Batch(connection, settings, ids);
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    /** Writes events, durably and together. */
    void write(List<EventQueue.Pending> events) throws SQLException {
        try {
            for (EventQueue.Pending pending : events) {
                shelf.at(pending.millis());
                for (Row row : rows(pending)) {
                    insert(row);
                }
            }
        } catch (FileFailure e) {
            throw e.failure();
        }
        connection.commit();
    }

    /** Drops some of what is too much, and gives free room back; true if there may be more to drop. */
    boolean trim(long nowMillis) throws SQLException {
        boolean more = trimmer.trim(nowMillis);
        trimmer.shrink();
        connection.commit();
        return more;
    }

    /** Forgets policies that no kept event was decided by. */
    void sweep() throws SQLException {
        shelf.sweep(trimmer.oldestMillis());
        connection.commit();
    }

    /** What cannot be written down as it is, is written down without what was asked and answered. */
    private List<Row> rows(EventQueue.Pending pending) {
        Event whole = pending.event();
        try {
            return records.rows(whole, pending.millis());
        } catch (FileFailure e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "the parameters of request " + whole.info().requestId() + " cannot be recorded", e);
        }
        try {
            return records.rows(whole.saying(null), pending.millis());
        } catch (FileFailure e) {
            throw e;
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "request " + whole.info().requestId() + " cannot be recorded", e);
            return List.of();
        }
    }

    private void insert(Row row) throws SQLException {
        event.setLong(1, row.position());
        event.setLong(2, row.low());
        event.setString(3, row.account());
        event.setInt(4, row.flags());
        event.setString(5, row.terms());
        event.executeUpdate();
        detail.setLong(1, row.position());
        detail.setString(2, row.json());
        detail.setString(3, row.decisions());
        detail.executeUpdate();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
