package signet.functions;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import signet.instance.DirectoryTree;
import signet.instance.InstanceRunner;
import signet.instance.InstanceStartException;

/**
 * Runs functions: each call in a sandbox that serves one function only, one call at a time. Sandboxes are kept for a while for
 * the next call.
 */
public final class Functions implements AutoCloseable {
    /** Where a function's program finds the runtime API, in its own network. */
    public static final InetSocketAddress RUNTIME_API = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 9001);

    private static final String SANDBOX = "sandbox";

    private final InstanceRunner runner;
    private final Runtimes runtimes;
    private final FunctionSettings settings;
    private final Clock clock;
    private final Supplier<String> ids;
    private final Map<String, ExecutionEnvironment> all = new ConcurrentHashMap<>();
    private final List<ExecutionEnvironment> idle = new ArrayList<>();
    private final Set<String> busy = new HashSet<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final ScheduledExecutorService sweeper = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("function-sweeper").factory());

    /**
     * Functions on a runner, which it does not own.
     *
     * @param ids makes the ids of environments: {@code fn-} and 17 hexadecimal digits
     */
    public Functions(
            InstanceRunner runner, Runtimes runtimes, FunctionSettings settings, Clock clock, Supplier<String> ids) {
        this.runner = runner;
        this.runtimes = runtimes;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
        clear(settings.directory());
        long sweep = Math.max(1, settings.idle().toMillis() / 4);
        var _ = sweeper.scheduleWithFixedDelay(this::sweep, sweep, sweep, TimeUnit.MILLISECONDS);
    }

    /** What a server that ran before left is nobody's. */
    private static void clear(Path directory) {
        try (Stream<Path> left = Files.list(Files.createDirectories(directory))) {
            for (Path each : left.toList()) {
                DirectoryTree.delete(each);
            }
        } catch (IOException e) {
            System.getLogger(Functions.class.getName())
                    .log(System.Logger.Level.WARNING, "old environments could not be removed", e);
        }
    }

    /** Why no function can run here, in one line; empty if they can. */
    public Optional<String> obstacle() {
        return runner.name().equals(SANDBOX)
                ? Optional.empty()
                : Optional.of(
                        "functions run in sandboxes, and this server has none: it runs instances as " + runner.name());
    }

    /** The runtimes that there are. */
    public List<String> runtimes() {
        return runtimes.names();
    }

    /**
     * Calls a function and waits for what becomes of it.
     *
     * @param credentials asked for when a new environment is made
     * @throws FunctionNotRunException if it could not be reached: too many run, or no sandbox could be started
     */
    public Outcome invoke(FunctionSpec function, Invocation invocation, Supplier<RoleCredentials> credentials)
            throws FunctionNotRunException {
        ExecutionEnvironment environment = take(function).orElse(null);
        if (environment == null) {
            environment = start(function, credentials);
        }
        try {
            return environment.invoke(invocation);
        } catch (InterruptedException e) {
            environment.channel().end(id -> Outcome.failed("Runtime.ExitError", "interrupted"));
            Thread.currentThread().interrupt();
            throw new FunctionNotRunException("the server is ending", false, e);
        } finally {
            giveBack(environment);
        }
    }

    private Optional<ExecutionEnvironment> take(FunctionSpec function) {
        lock.lock();
        try {
            Optional<ExecutionEnvironment> found =
                    idle.stream().filter(each -> each.serves(function)).findFirst();
            found.ifPresent(each -> {
                idle.remove(each);
                busy.add(each.id());
            });
            return found;
        } finally {
            lock.unlock();
        }
    }

    private ExecutionEnvironment start(FunctionSpec function, Supplier<RoleCredentials> credentials)
            throws FunctionNotRunException {
        Optional<String> obstacle = obstacle();
        List<String> command = runtimes.command(function.runtime()).orElse(null);
        if (obstacle.isPresent() || command == null) {
            throw new FunctionNotRunException(
                    obstacle.orElse("this host has no runtime " + function.runtime()), false, null);
        }
        ExecutionEnvironment environment = new ExecutionEnvironment(ids.get(), function, credentials.get(), clock);
        admit(environment);
        try {
            environment.start(runner, settings, command);
            return environment;
        } catch (IOException | InstanceStartException | RuntimeException e) {
            end(environment);
            throw new FunctionNotRunException("the function's environment did not start: " + e.getMessage(), false, e);
        }
    }

    /** Makes room by ending the environment that was idle the longest, if it has to be. */
    private void admit(ExecutionEnvironment environment) throws FunctionNotRunException {
        Optional<ExecutionEnvironment> victim = Optional.empty();
        lock.lock();
        try {
            if (idle.size() + busy.size() >= settings.environments()) {
                victim = idle.stream().min(Comparator.comparing(ExecutionEnvironment::lastUse));
                if (victim.isEmpty()) {
                    throw new FunctionNotRunException("Rate Exceeded.", true, null);
                }
                idle.remove(victim.get());
            }
            busy.add(environment.id());
            all.put(environment.id(), environment);
        } finally {
            lock.unlock();
        }
        victim.ifPresent(this::end);
    }

    private void giveBack(ExecutionEnvironment environment) {
        lock.lock();
        try {
            busy.remove(environment.id());
            if (environment.channel().usable()) {
                idle.add(environment);
                return;
            }
        } finally {
            lock.unlock();
        }
        end(environment);
    }

    private void end(ExecutionEnvironment environment) {
        environment.stop();
        all.remove(environment.id());
        lock.lock();
        try {
            busy.remove(environment.id());
        } finally {
            lock.unlock();
        }
    }

    /** Ends the idle environments of a function that was changed or deleted; busy ones serve no further call. */
    public void forget(String arn) {
        endIdle(each -> each.arn().equals(arn));
    }

    private void sweep() {
        Instant last = clock.instant().minus(settings.idle());
        endIdle(each -> each.lastUse().isBefore(last) || !each.channel().usable());
    }

    private void endIdle(Predicate<ExecutionEnvironment> which) {
        List<ExecutionEnvironment> gone;
        lock.lock();
        try {
            gone = idle.stream().filter(which).toList();
            idle.removeAll(gone);
        } finally {
            lock.unlock();
        }
        gone.forEach(this::end);
    }

    /**
     * Answers a request of the runtime API.
     *
     * @param environmentId by whose door it came, and so who asks
     */
    public RuntimeAnswer runtime(String environmentId, String method, String path, byte[] body) {
        ExecutionEnvironment environment = all.get(environmentId);
        return environment == null
                ? new RuntimeAnswer(410, Map.of(), new byte[0])
                : environment.channel().answer(method, path, body);
    }

    /** How many bytes a program may send at a time. */
    public static int largestAnswer() {
        return RuntimeChannel.LARGEST_ANSWER;
    }

    /** Ends every environment. */
    @Override
    public void close() {
        sweeper.shutdownNow();
        List.copyOf(all.values()).forEach(this::end);
    }
}
