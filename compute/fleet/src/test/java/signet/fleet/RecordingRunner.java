package signet.fleet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;

/** A runner whose instances are entries in a list: what was asked of it can be read, and it fails or waits when told to. */
final class RecordingRunner implements InstanceRunner {
    final List<InstanceSpec> started = Collections.synchronizedList(new ArrayList<>());
    final List<String> stopped = Collections.synchronizedList(new ArrayList<>());
    volatile @Nullable String failure;
    volatile CountDownLatch gate = new CountDownLatch(0);

    @Override
    public String name() {
        return "recording";
    }

    @Override
    public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
        started.add(spec);
        try {
            gate.await();
            if (failure != null) {
                throw new InstanceStartException(failure, null);
            }
            Path log = Files.createDirectories(spec.directory()).resolve("console.log");
            Files.writeString(log, "booted " + spec.instanceId() + "\n");
            return new Entry(spec.instanceId(), log);
        } catch (IOException | InterruptedException e) {
            throw new InstanceStartException("no disk", e);
        }
    }

    @Override
    public void close() {}

    final class Entry implements RunningInstance {
        private final String id;
        private final Path log;
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();

        Entry(String id, Path log) {
            this.id = id;
            this.log = log;
        }

        @Override
        public String instanceId() {
            return id;
        }

        @Override
        public long pid() {
            return 1;
        }

        @Override
        public ExecHandle exec(ExecRequest request) throws IOException {
            throw new IOException("nothing runs here");
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return exit;
        }

        @Override
        public void stop(Duration grace) {
            stopped.add(id);
            exit.complete(143);
        }

        @Override
        public Path consoleLog() {
            return log;
        }

        void powersOff() {
            exit.complete(0);
        }

        void restarts() {
            exit.complete(RESTART);
        }
    }
}
