package signet.store.contract;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import signet.store.Change;
import signet.store.Condition;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.Keys;
import signet.store.Store;
import signet.store.StoreConflictException;
import signet.store.StoreException;
import signet.store.Transaction;
import signet.store.Watch;
import signet.store.Write;

/** The contract, written as simply as it can be: in memory, under one lock. For comparison, and for tests of its users. */
public final class ReferenceStore implements Store {
    private final Map<String, Entry> entries = new TreeMap<>(Keys.ORDER);
    private final List<Change> changes = new ArrayList<>();
    private final Map<ReferenceWatch, LinkedBlockingQueue<Optional<Change>>> watches = new HashMap<>();
    private boolean closed;

    @Override
    public synchronized Optional<Entry> get(String key) {
        requireOpen();
        return Optional.ofNullable(entries.get(key));
    }

    @Override
    public synchronized List<Entry> range(String fromInclusive, String toExclusive, int limit) {
        requireOpen();
        if (limit < 1) {
            throw new IllegalArgumentException("a limit is at least 1, not " + limit);
        }
        KeyRange range = new KeyRange(fromInclusive, toExclusive);
        return entries.values().stream()
                .filter(entry -> range.contains(entry.key()))
                .limit(limit)
                .toList();
    }

    @Override
    public synchronized long revision() {
        return changes.size();
    }

    @Override
    public synchronized CompletableFuture<Long> commit(Transaction transaction) {
        if (closed) {
            return CompletableFuture.failedFuture(new StoreException("the store is closed"));
        }
        for (Condition condition : transaction.conditions()) {
            Entry entry = entries.get(condition.key());
            long actual = entry == null ? 0 : entry.modifiedRevision();
            if (actual != condition.expectedRevision()) {
                return CompletableFuture.failedFuture(new StoreConflictException(condition, actual));
            }
        }
        if (!transaction.writes().isEmpty()) {
            apply(new Change(changes.size() + 1, transaction.writes()));
        }
        return CompletableFuture.completedFuture((long) changes.size());
    }

    private void apply(Change change) {
        for (Write write : change.writes()) {
            switch (write) {
                case Write.Put(String key, byte[] value) -> entries.put(key, new Entry(key, value, change.revision()));
                case Write.Delete(String key) -> entries.remove(key);
            }
        }
        changes.add(change);
        watches.values().forEach(queue -> queue.add(Optional.of(change)));
    }

    @Override
    public synchronized Watch watch(long afterRevision, Consumer<Change> consumer) {
        requireOpen();
        LinkedBlockingQueue<Optional<Change>> queue = new LinkedBlockingQueue<>();
        changes.stream()
                .filter(change -> change.revision() > afterRevision)
                .forEach(change -> queue.add(Optional.of(change)));
        ReferenceWatch watch = new ReferenceWatch(afterRevision, consumer, queue);
        watches.put(watch, queue);
        Thread.ofVirtual().start(watch);
        return watch;
    }

    @Override
    public synchronized void close() {
        closed = true;
        List.copyOf(watches.keySet()).forEach(ReferenceWatch::close);
    }

    private void requireOpen() {
        if (closed) {
            throw new StoreException("the store is closed");
        }
    }

    private synchronized void forget(ReferenceWatch watch) {
        watches.remove(watch);
    }

    private final class ReferenceWatch implements Watch, Runnable {
        private final long afterRevision;
        private final Consumer<Change> consumer;
        private final LinkedBlockingQueue<Optional<Change>> queue;
        private volatile boolean ended;

        ReferenceWatch(long afterRevision, Consumer<Change> consumer, LinkedBlockingQueue<Optional<Change>> queue) {
            this.afterRevision = afterRevision;
            this.consumer = consumer;
            this.queue = queue;
        }

        @Override
        public void run() {
            try {
                Optional<Change> next = queue.take();
                while (next.isPresent() && !ended) {
                    next.filter(change -> change.revision() > afterRevision).ifPresent(consumer);
                    next = queue.take();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } finally {
                close();
            }
        }

        @Override
        public void close() {
            ended = true;
            forget(this);
            queue.add(Optional.empty());
        }
    }
}
