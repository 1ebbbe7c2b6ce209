package signet.store.embedded;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import signet.store.Change;
import signet.store.Entry;
import signet.store.Store;
import signet.store.StoreException;
import signet.store.Transaction;
import signet.store.Watch;

/**
 * A {@link Store} in one SQLite file with a write-ahead log, synced before a transaction is acknowledged. One thread
 * writes and puts the transactions that wait into one SQLite transaction; readers never wait for it.
 *
 * <p>Beside the file lie {@code FILE-wal} and {@code FILE-shm} (SQLite's) and {@code FILE.lock}, which keeps a second
 * process out. All are readable by their owner only. Do not open the file from this process by other means while the store
 * is open: closing any descriptor of it would drop SQLite's locks (POSIX).
 */
public final class EmbeddedStore implements Store {
    private final Readers readers;
    private final CommitQueue commits;
    private final CommittedRevision committed;
    private final FileLock lock;
    private final Feeds feeds = new Feeds();
    private final AtomicBoolean closed = new AtomicBoolean();

    private EmbeddedStore(Database database, Settings settings, FileLock lock) {
        this.lock = lock;
        this.readers = new Readers(database);
        Writer writer = Writer.open(database, settings);
        this.committed = new CommittedRevision(writer.revision());
        this.commits = new CommitQueue(database, settings, writer, committed, feeds);
    }

    /**
     * Opens the store in a file, or makes a new one where there is no file.
     *
     * @throws StoreException with a message of one line if another process has it open, if it is not a store of Signet or
     *     of a newer format, if it is corrupt (it is left as it is), or if the file can't be used
     */
    public static EmbeddedStore open(Path file) {
        return open(file, Settings.DEFAULT);
    }

    static EmbeddedStore open(Path file, Settings settings) {
        FileLock lock = FileLock.acquire(file);
        try {
            return new EmbeddedStore(Database.prepare(file), settings, lock);
        } catch (RuntimeException | Error e) {
            lock.release();
            throw e;
        }
    }

    @Override
    public Optional<Entry> get(String key) {
        return readers.read(reader -> reader.get(key));
    }

    @Override
    public List<Entry> range(String fromInclusive, String toExclusive, int limit) {
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
        return readers.read(reader -> reader.range(fromInclusive, toExclusive, limit));
    }

    @Override
    public long revision() {
        return committed.get();
    }

    @Override
    public CompletableFuture<Long> commit(Transaction transaction) {
        return commits.add(transaction);
    }

    @Override
    public Watch watch(long afterRevision, Consumer<Change> consumer) {
        if (closed.get()) {
            throw new StoreException("the store is closed");
        }
        ChangeFeed feed = new ChangeFeed(afterRevision, consumer, readers, committed, feeds::remove);
        feeds.add(feed, readers);
        feed.start();
        return feed;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            commits.close();
            feeds.close();
            committed.close();
            readers.close();
            lock.release();
        }
    }
}
