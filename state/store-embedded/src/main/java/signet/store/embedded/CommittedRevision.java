package signet.store.embedded;

/** The last committed revision, for which threads may wait. */
final class CommittedRevision {
    private volatile long revision;
    private boolean closed;

    CommittedRevision(long revision) {
        this.revision = revision;
    }

    long get() {
        return revision;
    }

    synchronized void set(long committed) {
        revision = committed;
        notifyAll();
    }

    /** Wakes everyone who waits, now and later. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }

    /** Wakes everyone who waits, so that they look again at what else they wait for. */
    synchronized void wake() {
        notifyAll();
    }

    interface Stop {
        boolean asked();
    }

    /** Waits for a revision after the given one; false if it was asked to stop instead. */
    synchronized boolean awaitAfter(long seen, Stop stop) throws InterruptedException {
        while (revision <= seen && !closed && !stop.asked()) {
            wait();
        }
        return !closed && !stop.asked();
    }
}
