package signet.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import signet.store.Change;
import signet.store.Entry;
import signet.store.Store;
import signet.store.StoreException;
import signet.store.Transaction;
import signet.store.Watch;

/** Takes every write and keeps none, for a state that nobody will ever read back. */
final class ForgetfulStore implements Store {
    private long revision;
    private boolean closed;

    @Override
    public Optional<Entry> get(String key) {
        return Optional.empty();
    }

    @Override
    public List<Entry> range(String fromInclusive, String toExclusive, int limit) {
        return List.of();
    }

    @Override
    public synchronized long revision() {
        return revision;
    }

    @Override
    public synchronized CompletableFuture<Long> commit(Transaction transaction) {
        if (closed) {
            return CompletableFuture.failedFuture(new StoreException("the store is closed"));
        }
        if (!transaction.writes().isEmpty()) {
            revision++;
        }
        return CompletableFuture.completedFuture(revision);
    }

    @Override
    public Watch watch(long afterRevision, Consumer<Change> consumer) {
        throw new StoreException("a store that keeps nothing has nothing to tell");
    }

    @Override
    public synchronized void close() {
        closed = true;
    }
}
