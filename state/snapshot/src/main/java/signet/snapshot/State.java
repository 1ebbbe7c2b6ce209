package signet.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import signet.store.Condition;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.Store;
import signet.store.Write;

/**
 * The control plane: the current {@link View}, and the one way to change it. Reading takes no lock. A change is computed
 * under a short lock on top of all changes before it, also those whose write is still on its way to the disk, so several
 * share one disk flush; it becomes visible, and its caller hears of it, only when it is durable.
 */
public final class State implements AutoCloseable {
    private static final String HEAD = "head";
    private static final int PAGE = 10_000;

    private final Store store;
    private final RowCodec codec = new RowCodec();
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Snapshot published;
    private Snapshot head;
    private long headRevision;
    private CompletableFuture<Long> last = CompletableFuture.completedFuture(0L);

    private State(Store store, List<Table<?>> tables) {
        this.store = store;
        this.published = load(tables);
        this.head = published;
        this.headRevision = store.get(HEAD).map(Entry::modifiedRevision).orElse(0L);
    }

    /**
     * Reads the whole state from a store, which it owns from then on.
     *
     * @throws StateUnavailableException if a record cannot be read, or belongs to no table
     */
    public static State open(Store store, List<Table<?>> tables) {
        return new State(store, tables);
    }

    /** The state as of the last durable change. */
    public View current() {
        return published;
    }

    /**
     * Makes one change. The function sees every change before its own; when it throws, nothing happens. It may be slow
     * for nobody's good: it runs while other writers wait.
     *
     * @return what the function returned, once the change is durable and visible
     * @throws StateUnavailableException if the store failed; then nothing happened
     */
    public <R> R write(Function<Transaction, R> change) {
        CompletableFuture<Long> durable;
        R result;
        writing.lock();
        try {
            recoverAfterFailure();
            Draft draft = new Draft(head, codec);
            result = change.apply(draft);
            durable = draft.writes().isEmpty() ? last : submit(draft);
        } finally {
            writing.unlock();
        }
        await(durable);
        return result;
    }

    /**
     * Makes one change that has nothing to tell; see {@link #write}.
     *
     * @throws StateUnavailableException if the store failed; then nothing happened
     */
    public void change(Consumer<Transaction> change) {
        write(tx -> {
            change.accept(tx);
            return true;
        });
    }

    @Override
    public void close() {
        writing.lock();
        try {
            store.close();
        } finally {
            writing.unlock();
        }
    }

    /** Each transaction is conditional on its predecessor's, so when one fails, all that were built on it fail too. */
    private CompletableFuture<Long> submit(Draft draft) {
        List<Write> writes = draft.writes();
        writes.add(new Write.Put(HEAD, Long.toString(headRevision + 1).getBytes(StandardCharsets.UTF_8)));
        Snapshot next = draft.result();
        CompletableFuture<Long> durable = store.commit(
                        new signet.store.Transaction(List.of(new Condition(HEAD, headRevision)), writes))
                .thenApply(revision -> {
                    published = next;
                    return revision;
                });
        head = next;
        headRevision = headRevision + 1;
        last = durable;
        return durable;
    }

    private void recoverAfterFailure() {
        if (last.isCompletedExceptionally()) {
            head = published;
            headRevision = store.get(HEAD).map(Entry::modifiedRevision).orElse(0L);
            last = CompletableFuture.completedFuture(headRevision);
        }
    }

    private static void await(CompletableFuture<Long> durable) {
        try {
            durable.join();
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new StateUnavailableException("the change could not be stored: " + cause.getMessage(), cause);
        }
    }

    private Snapshot load(List<Table<?>> tables) {
        Snapshot empty = Snapshot.empty(tables);
        Map<Table<?>, Rows<?>> loaded = new HashMap<>();
        tables.forEach(table -> loaded.put(table, load(table)));
        return empty.with(loaded);
    }

    private <T> Rows<T> load(Table<T> table) {
        Rows<T> rows = Rows.empty(table);
        KeyRange range = KeyRange.ofPrefix(table.storeKey(""));
        String from = range.fromInclusive();
        List<Entry> page;
        do {
            page = store.range(from, range.toExclusive(), PAGE);
            for (Entry entry : page) {
                String key = entry.key().substring(table.storeKey("").length());
                rows = rows.with(key, codec.decode(table, entry.key(), entry.value()));
                from = entry.key() + '\u0001';
            }
        } while (page.size() == PAGE);
        return rows;
    }
}
