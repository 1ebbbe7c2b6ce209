package signet.rds;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import signet.database.DatabaseException;
import signet.database.DatabaseRunner;
import signet.database.DatabaseSpec;
import signet.database.PasswordVerifier;
import signet.database.RunningDatabase;

/** A runner whose databases are entries in a list. What they were told stays over stop and start, as on a disk. */
final class ListedRunner implements DatabaseRunner {
    /** What is told to those that run, by their directories. */
    final Map<Path, Listed> running = new ConcurrentHashMap<>();
    /** What is on the disk: the verifier of the master user's password, by directory. */
    final Map<Path, String> disk = new ConcurrentHashMap<>();
    /** Which databases were made: the others start for the first time. */
    final Set<Path> made = new HashSet<>();
    /** Every start, stop and removal, in order. */
    final List<String> log = new ArrayList<>();

    volatile @Nullable String obstacle;
    volatile @Nullable String failure;
    private final AtomicLong pids = new AtomicLong(100);

    /** One that runs. */
    final class Listed implements RunningDatabase {
        final DatabaseSpec spec;
        private final long pid = pids.incrementAndGet();
        private final CompletableFuture<Void> exit = new CompletableFuture<>();

        Listed(DatabaseSpec spec) {
            this.spec = spec;
        }

        @Override
        public long pid() {
            return pid;
        }

        @Override
        public CompletableFuture<Void> exit() {
            return exit;
        }

        @Override
        public void changePassword(PasswordVerifier verifier) throws DatabaseException {
            String broken = failure;
            if (broken != null) {
                throw new DatabaseException(broken);
            }
            disk.put(spec.directory(), verifier.text());
        }

        @Override
        public void stop() {
            say("stop");
            end();
        }

        /** Ends by itself. */
        void end() {
            running.remove(spec.directory(), this);
            exit.complete(null);
        }

        private void say(String what) {
            synchronized (log) {
                log.add(what);
            }
        }
    }

    @Override
    public String version() {
        return "17.7";
    }

    @Override
    public Optional<String> obstacle() {
        return Optional.ofNullable(obstacle);
    }

    @Override
    public void prepare(DatabaseSpec database, PasswordVerifier verifier) throws DatabaseException {
        disk.put(database.directory(), verifier.text());
    }

    @Override
    public RunningDatabase start(DatabaseSpec database) throws DatabaseException {
        String broken = failure;
        if (broken != null || !disk.containsKey(database.directory())) {
            throw new DatabaseException(broken == null ? "it was never prepared" : broken);
        }
        Listed started = new Listed(database);
        if (running.putIfAbsent(database.directory(), started) != null) {
            throw new DatabaseException("it runs already");
        }
        synchronized (log) {
            log.add(made.add(database.directory()) ? "make" : "start");
        }
        return started;
    }

    @Override
    public void remove(DatabaseSpec database) throws DatabaseException {
        if (running.containsKey(database.directory())) {
            throw new DatabaseException("it still runs");
        }
        disk.remove(database.directory());
        synchronized (log) {
            log.add("remove");
        }
    }

    @Override
    public void close() {
        running.values().forEach(Listed::stop);
    }

    Listed only() {
        return running.values().iterator().next();
    }
}
