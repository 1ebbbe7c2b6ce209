package signet.store;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * An ordered, transactional, watchable key-value store: etcd's model. Keys are non-empty Unicode strings ordered by their
 * UTF-8 bytes ({@link Keys}); values are bytes. Every committed transaction with writes makes one revision: one more than
 * the last.
 *
 * <p>To hold everything in memory: read {@link #revision()} first, then the ranges, then {@link #watch} from that revision.
 * The ranges may already show some of the changes that the watch then repeats; applying them again leaves the same state,
 * and the last of them makes separate ranges agree with each other.
 *
 * <p>All methods may be called from any thread. Those that read throw {@link StoreException} when the medium fails or the
 * store is closed.
 */
public interface Store extends AutoCloseable {
    /** The latest committed entry of a key, empty if there is none. */
    Optional<Entry> get(String key);

    /**
     * The latest committed entries from one key to another, in the order of their keys' UTF-8 bytes, all of one instant.
     *
     * @param fromInclusive the first key; {@code ""} is before every key
     * @param toExclusive the key that ends the range; {@link KeyRange#UNBOUNDED} ({@code ""}) is after every key
     * @param limit the most entries to return, at least 1; {@link Integer#MAX_VALUE} for all
     */
    List<Entry> range(String fromInclusive, String toExclusive, int limit);

    /** The same for a {@link KeyRange}. */
    default List<Entry> range(KeyRange range, int limit) {
        return range(range.fromInclusive(), range.toExclusive(), limit);
    }

    /** The revision of the last committed transaction; 0 for a store in which nothing was ever written. */
    long revision();

    /**
     * Applies a transaction: all of its writes, or none. Transactions are applied in the order of the calls. What is
     * committed is visible to {@link #get} and {@link #range} when the future completes; watches may learn of it a little
     * later. Dependents of the future may call the store.
     *
     * @return completes with the new revision only when the writes are durable; a transaction without writes makes no
     *     revision and completes with the current one. Fails with {@link StoreConflictException} if a condition did not hold
     *     (nothing was applied), with {@link StoreException} if the medium failed or the store is closed (the transaction is
     *     not visible)
     */
    CompletableFuture<Long> commit(Transaction transaction);

    /**
     * Calls the consumer with every committed change after a revision, in order, none lost, one at a time, on a thread of
     * the watch, until it is closed. A consumer that throws ends its watch.
     *
     * @throws RevisionTrimmedException if changes after that revision are no longer kept
     */
    Watch watch(long afterRevision, Consumer<Change> consumer);

    /** Commits what was accepted, ends all watches and lets go of the medium. Closing twice does nothing. */
    @Override
    void close();
}
