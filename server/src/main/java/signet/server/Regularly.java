package signet.server;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again, and a last time when it is closed. A failure is logged, and it is tried again. */
final class Regularly implements AutoCloseable {
    private static final Logger LOG = System.getLogger(Regularly.class.getName());
    private static final int PATIENCE_SECONDS = 30;

    private final Runnable task;
    private final ScheduledExecutorService thread;

    /**
     * Begins.
     *
     * @param name what the task is, for the thread and the log
     * @param pause from the end of one time to the beginning of the next
     */
    Regularly(String name, Duration pause, Runnable task) {
        this.task = () -> {
            try {
                task.run();
            } catch (RuntimeException e) {
                LOG.log(Level.WARNING, name + " failed", e);
            }
        };
        thread = Executors.newSingleThreadScheduledExecutor(
                Thread.ofPlatform().daemon().name(name).factory());
        Future<?> _ = thread.scheduleWithFixedDelay(this.task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        task.run();
    }
}
