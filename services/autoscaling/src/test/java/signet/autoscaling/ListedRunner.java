package signet.autoscaling;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;

/** A runner whose instances are entries in a list, and end when they are told to. */
final class ListedRunner implements InstanceRunner {
    private final Map<String, Entry> entries = Collections.synchronizedMap(new LinkedHashMap<>());

    /** Whether instances fail to start. */
    volatile boolean failing;

    @Override
    public String name() {
        return "listed";
    }

    @Override
    public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
        if (failing) {
            throw new InstanceStartException("no namespaces", null);
        }
        try {
            Path log = Files.createDirectories(spec.directory()).resolve("console.log");
            Files.writeString(log, "booted\n");
            Entry entry = new Entry(spec.instanceId(), log);
            entries.put(spec.instanceId(), entry);
            return entry;
        } catch (IOException e) {
            throw new InstanceStartException("no disk", e);
        }
    }

    /** Ends an instance as its own shutdown would. */
    void powerOff(String instanceId) {
        Objects.requireNonNull(entries.get(instanceId)).exit.complete(0);
    }

    @Override
    public void close() {}

    private static final class Entry implements RunningInstance {
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
            exit.complete(143);
        }

        @Override
        public Path consoleLog() {
            return log;
        }
    }
}
