package signet.sandbox;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.InstanceSpec;
import signet.instance.RunningInstance;

/** One instance that is a tree of plain processes. */
final class ProcessInstance implements RunningInstance {

    private static final int COLLECT_SECONDS = 5;
    private static final String ENTER = "cd \"${1:-$HOME}\" || exit 126; shift; exec \"$@\"";
    private static final String ENTER_TERMINAL = "t=$1; shift; exec </dev/pts/$t >/dev/pts/$t 2>&1;"
            + " exec setsid --ctty --wait sh -c '" + ENTER + "' sh \"$@\"";

    private final String id;
    private final Path home;
    private final Path consoleLog;
    private final Map<String, String> environment;
    private final Process process;
    private final Set<Process> programs = ConcurrentHashMap.newKeySet();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();

    private ProcessInstance(InstanceSpec spec, Path home, Map<String, String> environment, Process process) {
        this.id = spec.instanceId();
        this.home = home;
        this.consoleLog = consoleLog(spec);
        this.environment = Map.copyOf(environment);
        this.process = process;
    }

    static ProcessInstance boot(
            InstanceSpec spec,
            Path home,
            Map<String, String> environment,
            List<NetworkChannel> doors,
            @Nullable Path userData)
            throws IOException {
        List<String> command = new ArrayList<>(
                List.of("sh", spec.directory().resolve("init.sh").toString()));
        if (userData != null) {
            command.add(userData.toString());
        }
        ProcessBuilder builder = CleanProcess.builder(command, environment).directory(home.toFile());
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(consoleLog(spec).toFile()));
        ProcessInstance instance = new ProcessInstance(spec, home, environment, builder.start());
        var _ = instance.process.onExit().thenAccept(gone -> instance.ended(doors));
        return instance;
    }

    static Path consoleLog(InstanceSpec spec) {
        return spec.directory().resolve("console.log");
    }

    private void ended(List<NetworkChannel> doors) {
        programs.forEach(program -> new ExecProcess(program, false).kill());
        InstanceNetwork.closeAll(doors);
        exit.complete(process.exitValue());
    }

    @Override
    public String instanceId() {
        return id;
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public ExecHandle exec(ExecRequest request) throws IOException {
        ExecRequest.Terminal wanted = request.terminal();
        if (wanted == null) {
            return new PipeExec(new ExecProcess(run(List.of("sh", "-c", ENTER, "sh"), request), false));
        }
        if (!Files.exists(Path.of("/dev/pts/ptmx"))) {
            throw new IOException("Instances have no terminals on this host");
        }
        int terminals = Libc.open("/dev/pts", Libc.O_RDONLY | Libc.O_CLOEXEC);
        PseudoTerminal terminal;
        try {
            terminal = PseudoTerminal.open(terminals, wanted.rows(), wanted.columns());
        } finally {
            Libc.close(terminals);
        }
        try {
            List<String> enter = List.of("sh", "-c", ENTER_TERMINAL, "sh", Integer.toString(terminal.number()));
            return TerminalExec.of(terminal, new ExecProcess(run(enter, request), false), id);
        } catch (IOException e) {
            terminal.close();
            throw e;
        }
    }

    private Process run(List<String> enter, ExecRequest request) throws IOException {
        if (!process.isAlive()) {
            throw new IOException("The instance " + id + " is not running");
        }
        List<String> command = new ArrayList<>(enter);
        command.add(request.directory());
        command.addAll(request.argv());
        Map<String, String> all = new TreeMap<>(environment);
        ExecRequest.Terminal terminal = request.terminal();
        if (terminal != null) {
            all.put("TERM", terminal.type());
        }
        all.putAll(request.environment());
        Process program =
                CleanProcess.builder(command, all).directory(home.toFile()).start();
        programs.add(program);
        var _ = program.onExit().thenRun(() -> programs.remove(program));
        return program;
    }

    @Override
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    @Override
    public void stop(Duration grace) {
        Set<ProcessHandle> all = tree();
        try {
            all.forEach(ProcessHandle::destroy);
            process.getOutputStream().close();
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .get(grace.toNanos(), TimeUnit.NANOSECONDS);
            exit.get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            kill(all);
            Thread.currentThread().interrupt();
        } catch (IOException | TimeoutException | ExecutionException e) {
            kill(all);
        }
    }

    void kill() {
        kill(tree());
    }

    private void kill(Set<ProcessHandle> all) {
        all.forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        exit.join();
        // An orphan that the host's first process does not collect never counts as ended.
        CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, COLLECT_SECONDS, TimeUnit.SECONDS)
                .join();
    }

    private Set<ProcessHandle> tree() {
        Set<ProcessHandle> all = new LinkedHashSet<>();
        programs.forEach(program -> {
            program.descendants().forEach(all::add);
            all.add(program.toHandle());
        });
        process.descendants().forEach(all::add);
        return all;
    }

    @Override
    public Path consoleLog() {
        return consoleLog;
    }
}
