package signet.lambda;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import signet.functions.FunctionNotRunException;

/**
 * Calls that nobody waits for: a queue of bounded length and a few workers that carry them out in turn. One that finds too
 * many functions running is tried again a second later; one that fails is not.
 */
final class Calls implements AutoCloseable {
    private static final System.Logger LOG = System.getLogger(Calls.class.getName());
    private static final int LONGEST_QUEUE = 1000;
    private static final int WORKERS = 4;
    private static final int MOST_ATTEMPTS = 300;

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>(LONGEST_QUEUE);
    private final ThreadGroup workers = new ThreadGroup("function-calls");

    /** Carries a call out. */
    @FunctionalInterface
    interface Waiting {
        void run() throws FunctionNotRunException;
    }

    Calls() {
        for (int i = 0; i < WORKERS; i++) {
            Thread thread = new Thread(workers, this::work, "function-call-" + i);
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Whether there was room for it. */
    boolean add(Waiting call) {
        return queue.offer(call);
    }

    private void work() {
        try {
            while (true) {
                carryOut(queue.take());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void carryOut(Waiting call) throws InterruptedException {
        for (int attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
            try {
                call.run();
                return;
            } catch (FunctionNotRunException e) {
                if (!e.busy()) {
                    LOG.log(System.Logger.Level.WARNING, "a call that nobody waits for: {0}", e.getMessage());
                    return;
                }
                TimeUnit.SECONDS.sleep(1);
            } catch (RuntimeException e) {
                LOG.log(System.Logger.Level.WARNING, "a call that nobody waits for failed", e);
                return;
            }
        }
    }

    @Override
    public void close() {
        workers.interrupt();
    }
}
