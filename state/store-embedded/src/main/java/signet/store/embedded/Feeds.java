package signet.store.embedded;

import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import signet.store.RevisionTrimmedException;

/** The running watches, and the rule that keeps the history from being trimmed under them. */
final class Feeds {
    interface Trim {
        void upTo(long revision) throws SQLException;
    }

    private final Set<ChangeFeed> running = ConcurrentHashMap.newKeySet();

    /**
     * Lets a watch count. It can't happen between the moment when the writer looks how far it may trim and its commit.
     *
     * @throws RevisionTrimmedException if what the watch asks for is gone
     */
    synchronized void add(ChangeFeed feed, Readers readers) {
        long oldest = readers.read(Reader::oldestRevision);
        if (feed.position() < oldest - 1) {
            throw new RevisionTrimmedException(feed.position(), oldest);
        }
        running.add(feed);
    }

    void remove(ChangeFeed feed) {
        running.remove(feed);
    }

    /** Trims and commits, no further than every watch has seen. */
    synchronized void trim(long wanted, Trim trim) throws SQLException {
        long seen = running.stream().mapToLong(ChangeFeed::position).min().orElse(Long.MAX_VALUE);
        trim.upTo(Math.min(wanted, seen));
    }

    void close() {
        running.forEach(ChangeFeed::close);
    }
}
