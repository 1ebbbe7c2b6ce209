package signet.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import signet.store.Change;
import signet.store.Entry;
import signet.store.Store;
import signet.store.StoreException;
import signet.store.Transaction;
import signet.store.Watch;

/** A store whose commits wait for the test: to be applied, to be told of in any order, or to fail. */
final class HeldStore implements Store {
    private final Store store;
    private final BlockingQueue<Held> held = new LinkedBlockingQueue<>();
    private volatile boolean holding;
    private volatile boolean closed;

    HeldStore(Store store) {
        this.store = store;
    }

    /** A commit that waits. */
    record Held(Store store, Transaction transaction, CompletableFuture<Long> future) {
        /** Commits it, and gives the telling of it. */
        Runnable apply() {
            CompletableFuture<Long> outcome = store.commit(transaction);
            return () -> {
                try {
                    future.complete(outcome.join());
                } catch (CompletionException e) {
                    future.completeExceptionally(e.getCause() == null ? e : e.getCause());
                }
            };
        }

        void succeed() {
            apply().run();
        }

        void fail() {
            future.completeExceptionally(new StoreException("the disk is full"));
        }
    }

    void hold() {
        holding = true;
    }

    void release() {
        holding = false;
    }

    /** The next commit that waits, as soon as there is one. */
    Held next() {
        try {
            Held next = held.poll(30, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nobody committed");
            }
            return next;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    boolean isClosed() {
        return closed;
    }

    @Override
    public Optional<Entry> get(String key) {
        return store.get(key);
    }

    @Override
    public List<Entry> range(String fromInclusive, String toExclusive, int limit) {
        return store.range(fromInclusive, toExclusive, limit);
    }

    @Override
    public long revision() {
        return store.revision();
    }

    @Override
    public CompletableFuture<Long> commit(Transaction transaction) {
        if (!holding) {
            return store.commit(transaction);
        }
        Held waiting = new Held(store, transaction, new CompletableFuture<>());
        held.add(waiting);
        return waiting.future();
    }

    @Override
    public Watch watch(long afterRevision, Consumer<Change> consumer) {
        return store.watch(afterRevision, consumer);
    }

    @Override
    public void close() {
        closed = true;
        store.close();
    }
}
