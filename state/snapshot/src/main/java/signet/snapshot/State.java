package signet.snapshot;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import signet.store.Condition;
import signet.store.Entry;
import signet.store.Store;
import signet.store.StoreException;
import signet.store.Write;

/**
 * The control plane: the current {@link View}, and the one way to change it. Reading takes no lock. A change is computed
 * under a short lock on top of all changes before it, also those whose write is still on its way to the disk, so several
 * share one disk flush; it becomes visible, and its caller hears of it, only when it is durable.
 */
public final class State implements AutoCloseable {
    static final String HEAD = "head";

    private final Store store;
    private final RowCodec codec;
    private final ReentrantLock writing = new ReentrantLock();
    private volatile Snapshot published;
    /** Set before anybody asks; null where changes take effect at once. */
    private @Nullable Propagation propagation;

    private volatile boolean broken;
    private Snapshot head;
    private long headRevision;
    private CompletableFuture<Long> last = CompletableFuture.completedFuture(0L);

    private State(Store store, RowCodec codec, Snapshot loaded, long headRevision) {
        this.store = store;
        this.codec = codec;
        this.published = loaded;
        this.head = loaded;
        this.headRevision = headRevision;
    }

    /**
     * Reads the whole state from a store, which it owns from then on: nobody else may write there. When that fails the
     * store is closed.
     *
     * @throws StateUnavailableException if a record cannot be read, or belongs to no table
     */
    public static State open(Store store, List<Table<?>> tables) {
        RowCodec codec = new RowCodec();
        try {
            Snapshot loaded = new Loader(store, codec, tables).load();
            return new State(store, codec, loaded, headRevision(store));
        } catch (StoreException e) {
            store.close();
            throw new StateUnavailableException("the state cannot be read: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            store.close();
            throw e;
        }
    }

    /** A state that begins as a snapshot, over a store that never held it. */
    static State beginning(Store store, Snapshot snapshot) {
        return new State(store, new RowCodec(), snapshot, headRevision(store));
    }

    /** The state as of the last durable change. */
    public View current() {
        Propagation late = propagation;
        return late == null ? published : late.view(published);
    }

    /**
     * Lets changes from now on take effect late. To be called before the state is given to other threads.
     */
    public void propagate(Propagation late) {
        late.begin(published);
        propagation = late;
    }

    /**
     * Makes one change. The function sees every change before its own; when it throws, nothing happens. It may be slow
     * for nobody's good: it runs while other writers wait. It must not begin another change.
     *
     * @return what the function returned, once the change is durable and visible
     * @throws StateUnavailableException if the store failed; then nothing happened
     */
    public <R> R write(Function<Transaction, R> change) {
        if (writing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a change may not begin another: the outer one would undo the inner one");
        }
        Attempt<R> attempt = attempt(change);
        await(attempt.basis());
        return attempt.outcome().get();
    }

    /**
     * What became of a change's function, which may have thrown, and what has to be durable before anybody may hear of
     * it: the change, or where it writes nothing the changes that it has seen.
     */
    private record Attempt<R>(Supplier<R> outcome, CompletableFuture<Long> basis) {}

    private <R> Attempt<R> attempt(Function<Transaction, R> change) {
        writing.lock();
        try {
            recoverAfterFailure();
            Draft draft = new Draft(
                    head, codec, propagation == null ? null : current().effective());
            R result = change.apply(draft);
            draft.end();
            return new Attempt<>(() -> result, draft.writes().isEmpty() ? last : submit(draft));
        } catch (StateUnavailableException e) {
            throw e;
        } catch (RuntimeException e) {
            return new Attempt<>(
                    () -> {
                        throw e;
                    },
                    last);
        } finally {
            writing.unlock();
        }
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

    /**
     * Each transaction is conditional on its predecessor's, so when one fails, all that were built on it fail too. A
     * store may tell of several commits in any order; they are published in the order of the changes.
     */
    private CompletableFuture<Long> submit(Draft draft) {
        List<Write> writes = draft.writes();
        writes.add(new Write.Put(HEAD, Long.toString(headRevision + 1).getBytes(StandardCharsets.UTF_8)));
        Snapshot next = draft.result();
        CompletableFuture<Long> durable = last.thenCombine(commit(writes), (before, revision) -> {
            publish(next);
            return revision;
        });
        head = next;
        headRevision = headRevision + 1;
        last = durable;
        return durable;
    }

    private void publish(Snapshot next) {
        Propagation late = propagation;
        if (late != null) {
            late.changed(next);
        }
        published = next;
    }

    private CompletableFuture<Long> commit(List<Write> writes) {
        CompletableFuture<Long> committed =
                store.commit(new signet.store.Transaction(List.of(new Condition(HEAD, headRevision)), writes));
        return committed.whenComplete((revision, failure) -> {
            if (failure != null) {
                broken = true;
            }
        });
    }

    /**
     * Goes back to what is durable. Everything that was built on the failed change must have failed first, or it might
     * still find the revision that it expects.
     */
    private void recoverAfterFailure() {
        if (!broken && !last.isCompletedExceptionally()) {
            return;
        }
        last.handle((revision, failure) -> true).join();
        try {
            headRevision = headRevision(store);
        } catch (StoreException e) {
            throw new StateUnavailableException("the state cannot be changed: " + e.getMessage(), e);
        }
        head = published;
        last = CompletableFuture.completedFuture(headRevision);
        broken = false;
    }

    private static long headRevision(Store store) {
        return store.get(HEAD).map(Entry::modifiedRevision).orElse(0L);
    }

    private static void await(CompletableFuture<Long> durable) {
        try {
            durable.join();
        } catch (CompletionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new StateUnavailableException("the change could not be stored: " + cause.getMessage(), cause);
        }
    }
}
