package signet.s3;

import java.util.concurrent.atomic.AtomicBoolean;

/** The right to read files, until it is closed; closing it again does nothing. */
final class Lease implements AutoCloseable {
    private final AtomicBoolean closed = new AtomicBoolean();
    private final Runnable end;

    Lease(Runnable end) {
        this.end = end;
    }

    @Override
    public void close() {
        if (closed.compareAndSet(false, true)) {
            end.run();
        }
    }
}
