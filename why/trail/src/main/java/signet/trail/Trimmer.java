package signet.trail;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** Drops what is too old, or too much, a little at a time, so that recording never waits long for it. */
final class Trimmer {
    /** How many events go at once. */
    private static final int AT_ONCE = 1000;

    /** Below which share of its room the log is brought when it is full. */
    private static final double BELOW = 0.95;

    /** Free pages that the file keeps for what comes: at least so many, or a part of all that it may have. */
    private static final long LEAST_FREE_PAGES = 64;

    private static final long FREE_PART = 16;

    /** How many pages are given back at once. */
    private static final int PAGES_AT_ONCE = 512;

    private final Connection connection;
    private final TrailSettings settings;
    private final PreparedStatement nth;
    private final PreparedStatement dropEvents;
    private final PreparedStatement dropDetails;
    private boolean full;

    Trimmer(Connection connection, TrailSettings settings) throws SQLException {
        this.connection = connection;
        this.settings = settings;
        nth = connection.prepareStatement("SELECT position FROM event ORDER BY position LIMIT 1 OFFSET ?");
        dropEvents = connection.prepareStatement("DELETE FROM event WHERE position < ?");
        dropDetails = connection.prepareStatement("DELETE FROM detail WHERE position < ?");
    }

    /** Drops some events, if any have to go; true if more may have to. The caller commits. */
    boolean trim(long nowMillis) throws SQLException {
        long tooOld = EventIds.first(nowMillis - settings.age().toMillis());
        long some = position(AT_ONCE);
        long oldest = position(0);
        if (oldest == 0) {
            return false;
        }
        if (oldest < tooOld) {
            drop(some == 0 ? tooOld : Math.min(some, tooOld));
            return some != 0 && some < tooOld;
        }
        long used = used();
        full = used > settings.bytes() || (full && used > settings.bytes() * BELOW);
        if (full && some != 0) {
            drop(some);
        }
        return full && some != 0;
    }

    /** Gives pages back to the system that nothing will need soon. */
    void shrink() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long free = TrailFile.number(statement, "PRAGMA freelist_count");
            long size = TrailFile.number(statement, "PRAGMA page_size");
            long tooMany = free - Math.max(LEAST_FREE_PAGES, settings.bytes() / size / FREE_PART);
            // each execution gives one page back, whatever number it is told
            for (long i = Math.min(tooMany, PAGES_AT_ONCE); i > 0; i--) {
                statement.execute("PRAGMA incremental_vacuum(1)");
            }
        }
    }

    /** The time of the oldest event, in milliseconds; the latest of times when there is none. */
    long oldestMillis() throws SQLException {
        long oldest = position(0);
        return oldest == 0 ? Long.MAX_VALUE / 2 : EventIds.millis(oldest);
    }

    private void drop(long before) throws SQLException {
        dropEvents.setLong(1, before);
        dropEvents.executeUpdate();
        dropDetails.setLong(1, before);
        dropDetails.executeUpdate();
    }

    /** The position of the event with so many older ones; 0 when there are not as many. */
    private long position(int olderOnes) throws SQLException {
        nth.setInt(1, olderOnes);
        try (ResultSet result = nth.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }

    private long used() throws SQLException {
        try (Statement statement = connection.createStatement()) {
            long pages = TrailFile.number(statement, "PRAGMA page_count")
                    - TrailFile.number(statement, "PRAGMA freelist_count");
            return pages * TrailFile.number(statement, "PRAGMA page_size");
        }
    }
}
