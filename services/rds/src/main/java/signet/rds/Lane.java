package signet.rds;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import signet.database.RunningDatabase;

/** What runs of an instance, changed by one thread at a time. */
final class Lane {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable RunningDatabase running;

    void exclusively(Consumer<Lane> task) {
        lock.lock();
        try {
            task.accept(this);
        } finally {
            lock.unlock();
        }
    }

    Optional<RunningDatabase> running() {
        return Optional.ofNullable(running);
    }

    void runs(RunningDatabase database) {
        running = database;
    }

    void runsNothing() {
        running = null;
    }
}
