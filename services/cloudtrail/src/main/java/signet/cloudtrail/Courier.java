package signet.cloudtrail;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Has the trails' events delivered, again and again. */
final class Courier implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Courier.class.getName());
    private static final long PATIENCE_SECONDS = 10;

    private final Delivery delivery;
    private final Duration period;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("cloudtrail").factory());

    Courier(Delivery delivery, Duration period) {
        this.delivery = delivery;
        this.period = period;
    }

    void start() {
        var _ = thread.scheduleWithFixedDelay(
                this::quietly, period.toMillis(), period.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void quietly() {
        try {
            delivery.all();
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "trails could not deliver", e);
        }
    }

    /** Lets a file that is being written be finished. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            thread.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
