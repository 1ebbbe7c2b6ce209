package signet.store.embedded;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import signet.store.StoreConflictException;
import signet.store.StoreException;
import signet.store.Transaction;

/**
 * Transactions on their way to the one thread that writes. It takes all that wait and commits them together, so that the
 * cost of a sync is shared; nobody hears of an outcome, not even of a conflict, before that commit is durable.
 */
final class CommitQueue {
    private static final int AT_ONCE = 512;

    private record Pending(Transaction transaction, CompletableFuture<Long> future) {}

    private final Database database;
    private final Settings settings;
    private final CommittedRevision committed;
    private final Feeds feeds;
    private final BlockingQueue<Optional<Pending>> queue = new LinkedBlockingQueue<>();
    private final Thread thread;
    private boolean closed;

    // Only the writing thread uses it; absent after a failure, until the next transaction opens it anew.
    private @Nullable Writer writer;

    CommitQueue(Database database, Settings settings, Writer writer, CommittedRevision committed, Feeds feeds) {
        this.database = database;
        this.settings = settings;
        this.writer = writer;
        this.committed = committed;
        this.feeds = feeds;
        this.thread = Thread.ofPlatform().name("signet-store-writer").daemon().start(this::run);
    }

    synchronized CompletableFuture<Long> add(Transaction transaction) {
        if (closed) {
            return CompletableFuture.failedFuture(new StoreException("the store is closed"));
        }
        CompletableFuture<Long> future = new CompletableFuture<>();
        queue.add(Optional.of(new Pending(transaction, future)));
        return future;
    }

    /** Commits what was added and ends the thread. */
    void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            queue.add(Optional.empty());
        }
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        List<Optional<Pending>> taken = new ArrayList<>();
        boolean last = false;
        while (!last) {
            try {
                taken.add(queue.take());
            } catch (InterruptedException e) {
                // Nobody may stop this thread but close(), which has its own way.
                continue;
            }
            queue.drainTo(taken, AT_ONCE);
            List<Pending> batch = taken.stream().flatMap(Optional::stream).toList();
            last = batch.size() < taken.size();
            taken.clear();
            commit(batch);
        }
        discardWriter();
    }

    private void commit(List<Pending> batch) {
        List<Runnable> outcomes = new ArrayList<>();
        try {
            Writer open = openWriter();
            for (Pending pending : batch) {
                outcomes.add(apply(open, pending));
            }
            open.commit(feeds);
            committed.set(open.revision());
        } catch (SQLException e) {
            fail(batch, Failures.store(database.file(), e));
            return;
        } catch (StoreException e) {
            fail(batch, e);
            return;
        } catch (RuntimeException | Error e) {
            fail(batch, new StoreException("the store " + database.file() + " failed: " + e, e));
            return;
        }
        // Not on this thread: what depends on a future may itself wait for a commit.
        outcomes.forEach(Thread::startVirtualThread);
    }

    private static Runnable apply(Writer open, Pending pending) throws SQLException {
        Optional<StoreConflictException> conflict = open.apply(pending.transaction());
        if (conflict.isPresent()) {
            return () -> pending.future().completeExceptionally(conflict.get());
        }
        long revision = open.revision();
        return () -> pending.future().complete(revision);
    }

    private void fail(List<Pending> batch, StoreException failure) {
        discardWriter();
        for (Pending pending : batch) {
            Thread.startVirtualThread(() -> pending.future().completeExceptionally(failure));
        }
    }

    private Writer openWriter() {
        Writer open = writer;
        if (open == null) {
            open = Writer.open(database, settings);
            writer = open;
        }
        return open;
    }

    private void discardWriter() {
        Writer open = writer;
        writer = null;
        if (open != null) {
            try {
                open.close();
            } catch (SQLException e) {
                System.getLogger(CommitQueue.class.getName())
                        .log(System.Logger.Level.WARNING, "closing the store's writer failed", e);
            }
        }
    }
}
