package signet.store.embedded;

import java.util.List;
import java.util.function.Consumer;
import signet.store.Change;
import signet.store.Watch;

/**
 * A watch that reads the history at its consumer's pace, so a slow consumer costs no memory; the history is not trimmed
 * beyond its position.
 */
final class ChangeFeed implements Watch, Runnable {
    private static final System.Logger LOG = System.getLogger(ChangeFeed.class.getName());
    private static final int AT_ONCE = 256;

    private final Consumer<Change> consumer;
    private final Readers readers;
    private final CommittedRevision committed;
    private final Consumer<ChangeFeed> onEnd;
    private volatile long position;
    private volatile boolean closed;

    ChangeFeed(
            long afterRevision,
            Consumer<Change> consumer,
            Readers readers,
            CommittedRevision committed,
            Consumer<ChangeFeed> onEnd) {
        this.position = afterRevision;
        this.consumer = consumer;
        this.readers = readers;
        this.committed = committed;
        this.onEnd = onEnd;
    }

    long position() {
        return position;
    }

    void start() {
        Thread.ofPlatform().name("signet-store-watch").daemon().start(this);
    }

    @Override
    public void run() {
        try {
            while (committed.awaitAfter(position, () -> closed)) {
                List<Change> changes = readers.read(reader -> reader.changesAfter(position, AT_ONCE));
                changes.forEach(this::deliver);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            if (!closed) {
                LOG.log(System.Logger.Level.ERROR, "a watch of the store ended after revision " + position, e);
            }
        } finally {
            close();
        }
    }

    private void deliver(Change change) {
        if (!closed) {
            consumer.accept(change);
            position = change.revision();
        }
    }

    @Override
    public void close() {
        closed = true;
        committed.wake();
        onEnd.accept(this);
    }
}
