package signet.fleet;

import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import signet.instance.RunningInstance;

/** What the fleet holds of one instance, and the lock under which its process is changed. */
final class Lane {
    private final ReentrantLock lock = new ReentrantLock();
    private volatile @Nullable RunningInstance process;
    private volatile @Nullable RunningInstance last;
    private volatile @Nullable ConsoleOutput kept;

    void exclusively(Consumer<Lane> work) {
        lock.lock();
        try {
            work.accept(this);
        } finally {
            lock.unlock();
        }
    }

    Optional<RunningInstance> running() {
        return Optional.ofNullable(process);
    }

    void runs(RunningInstance started) {
        process = started;
        last = started;
        kept = null;
    }

    void runsNothing() {
        process = null;
    }

    /** Keeps what the console shows, before its file is removed. */
    void keepConsole() {
        kept = console().orElse(null);
        last = null;
    }

    Optional<ConsoleOutput> console() {
        RunningInstance started = last;
        return started == null ? Optional.ofNullable(kept) : ConsoleOutput.tail(started.consoleLog());
    }
}
