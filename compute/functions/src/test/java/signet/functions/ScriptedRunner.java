package signet.functions;

import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;

/** A runner whose instances are entries in a list, and whose programs are a test's own code. */
final class ScriptedRunner implements InstanceRunner {
    /** The specifications of what was started, in order. */
    final List<InstanceSpec> started = Collections.synchronizedList(new ArrayList<>());
    /** The programs that were run beside tar. */
    final List<ExecRequest> programs = Collections.synchronizedList(new ArrayList<>());
    /** The ids of what was stopped. */
    final List<String> stopped = Collections.synchronizedList(new ArrayList<>());

    volatile String name = "sandbox";
    volatile boolean failing;
    volatile int tarStatus;

    private final BiConsumer<String, CompletableFuture<Integer>> program;

    /** @param program is given the instance's id and what completes with its exit status; it runs in a thread of its own */
    ScriptedRunner(BiConsumer<String, CompletableFuture<Integer>> program) {
        this.program = program;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
        if (failing) {
            throw new InstanceStartException("no room", null);
        }
        started.add(spec);
        return new Entry(spec.instanceId());
    }

    @Override
    public void close() {}

    private final class Entry implements RunningInstance {
        private final String id;
        private final CompletableFuture<Integer> exit = new CompletableFuture<>();

        Entry(String id) {
            this.id = id;
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
        public ExecHandle exec(ExecRequest request) {
            if (request.argv().getFirst().equals("tar")) {
                return new Program(CompletableFuture.completedFuture(tarStatus));
            }
            programs.add(request);
            CompletableFuture<Integer> status = new CompletableFuture<>();
            var _ = Thread.ofVirtual().start(() -> program.accept(id, status));
            return new Program(status);
        }

        @Override
        public CompletableFuture<Integer> exit() {
            return exit;
        }

        @Override
        public void stop(Duration grace) {
            stopped.add(id);
            exit.complete(0);
        }

        @Override
        public Path consoleLog() {
            return Path.of("/dev/null");
        }
    }

    private record Program(CompletableFuture<Integer> exitStatus) implements ExecHandle {
        @Override
        public OutputStream stdin() {
            return OutputStream.nullOutputStream();
        }

        @Override
        public InputStream stdout() {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public InputStream stderr() {
            return new ByteArrayInputStream(new byte[0]);
        }

        @Override
        public void resize(int rows, int columns) {}

        @Override
        public void signal(int number) {}

        @Override
        public void close() {}
    }
}
