package signet.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.instance.DirectoryTree;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.Limits;
import signet.instance.RunningInstance;

/**
 * A sandbox with one function in it, which serves its calls one after the other. It is made for a call and kept for the next
 * ones of the same function, as it is then, with the same credentials.
 */
final class ExecutionEnvironment {
    /** How long a program may take to start, beside its timeout (Lambda Developer Guide, "Init phase"). */
    static final Duration START = Duration.ofSeconds(10);

    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final long LOG_PATIENCE_MILLIS = 500;
    private static final int PROCESSES = 1024;
    private static final int OPEN_FILES = 1024;
    private static final long FILE_BYTES = 512L << 20;
    private static final int MEBIBYTE = 20;
    private static final Inet4Address ADDRESS = address();

    private final String id;
    private final FunctionSpec function;
    private final RoleCredentials credentials;
    private final Clock clock;
    private final RuntimeChannel channel;
    private final InvocationLog log = new InvocationLog();
    private volatile Instant lastUse;
    private @Nullable RunningInstance instance;
    private @Nullable Path directory;

    ExecutionEnvironment(String id, FunctionSpec function, RoleCredentials credentials, Clock clock) {
        this.id = id;
        this.function = function;
        this.credentials = credentials;
        this.clock = clock;
        this.channel = new RuntimeChannel(clock, function.timeout());
        this.lastUse = clock.instant();
    }

    private static Inet4Address address() {
        return (Inet4Address) InetAddress.ofLiteral("169.254.100.6");
    }

    String id() {
        return id;
    }

    String arn() {
        return function.arn();
    }

    RuntimeChannel channel() {
        return channel;
    }

    Instant lastUse() {
        return lastUse;
    }

    /** Whether a call of {@code wanted} can be served here, with credentials that last for it. */
    boolean serves(FunctionSpec wanted) {
        return channel.usable()
                && function.arn().equals(wanted.arn())
                && function.generation().equals(wanted.generation())
                && clock.instant().plus(wanted.timeout()).plus(MARGIN).isBefore(credentials.expires());
    }

    /** Starts the sandbox and the function's program in it. */
    void start(InstanceRunner runner, FunctionSettings settings, List<String> command)
            throws IOException, InstanceStartException {
        directory = settings.directory().resolve(id);
        RunningInstance started = runner.start(new InstanceSpec(
                id,
                id,
                ADDRESS,
                directory,
                null,
                true,
                settings.doors().apply(id),
                settings.hostNames(),
                settings.caCertificatePem(),
                Map.of(
                        "AWS_REGION", function.region(),
                        "AWS_DEFAULT_REGION", function.region(),
                        "AWS_EC2_METADATA_DISABLED", "true"),
                new Limits(PROCESSES, OPEN_FILES, FILE_BYTES, (long) function.memoryMegabytes() << MEBIBYTE)));
        instance = started;
        unpack(started);
        List<String> argv = new ArrayList<>(List.of("sh", "-c", "exec \"$@\" 2>&1", "sh"));
        argv.addAll(command);
        ExecHandle program =
                started.exec(new ExecRequest(argv, Variables.of(function, credentials, id), "/var/task", null));
        program.stdin().close();
        var _ = Thread.ofVirtual().name("log-" + id).start(() -> log.follow(program.stdout()));
        var _ = program.exitStatus().thenAccept(status -> channel.end(id -> exited(id, status)));
    }

    private void unpack(RunningInstance started) throws IOException {
        ExecHandle tar = started.exec(ExecRequest.of("tar", "-x", "-C", "/var", "--no-same-owner"));
        try (OutputStream pipe = tar.stdin()) {
            TarWriter out = CodeArchive.tar(pipe);
            out.directory("task");
            out.directory("runtime");
            String bootstrap = Runtimes.bootstrap(function.runtime());
            out.file("runtime/" + bootstrap, resource(bootstrap));
            CodeArchive.writeTar(function.code(), "task", out);
            out.end();
        }
        int status = tar.exitStatus().join();
        if (status != 0) {
            throw new IOException("the function's code could not be unpacked: exit status " + status);
        }
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = ExecutionEnvironment.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IOException("there is no " + name);
            }
            return in.readAllBytes();
        }
    }

    private static Outcome exited(String requestId, int status) {
        String how = status > 128 ? "signal: " + (status - 128) : "exit status " + status;
        String what = status == 0 ? "Runtime exited without providing a reason" : "Runtime exited with error: " + how;
        return Outcome.failed("Runtime.ExitError", "RequestId: " + requestId + " Error: " + what);
    }

    Outcome invoke(Invocation invocation) throws InterruptedException {
        long begun = System.nanoTime();
        log.begin(invocation.requestId());
        Outcome outcome = channel.call(invocation, START.plus(function.timeout()));
        double millis = (System.nanoTime() - begun) / 1e6;
        lastUse = clock.instant();
        String last = String.format(
                "END RequestId: %s%nREPORT RequestId: %s\tDuration: %.2f ms\tBilled Duration: %d ms\tMemory Size: %d MB%n",
                invocation.requestId(),
                invocation.requestId(),
                millis,
                (long) Math.ceil(millis),
                function.memoryMegabytes());
        return outcome.logged(log.end(last, channel.usable() ? LOG_PATIENCE_MILLIS : 0));
    }

    /** Ends everything in it and removes its disk. */
    void stop() {
        channel.end(id -> Outcome.failed("Runtime.ExitError", "the environment was ended"));
        RunningInstance running = instance;
        if (running != null) {
            running.stop(Duration.ZERO);
        }
        Path disk = directory;
        if (disk != null) {
            try {
                DirectoryTree.delete(disk);
            } catch (IOException e) {
                System.getLogger(ExecutionEnvironment.class.getName())
                        .log(System.Logger.Level.WARNING, "the disk of " + id + " could not be removed", e);
            }
        }
    }
}
