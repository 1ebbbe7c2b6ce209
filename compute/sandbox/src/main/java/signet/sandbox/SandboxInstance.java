package signet.sandbox;

import java.io.IOException;
import java.nio.channels.NetworkChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import signet.instance.ExecHandle;
import signet.instance.ExecRequest;
import signet.instance.RunningInstance;

/** One instance in its name spaces. */
final class SandboxInstance implements RunningInstance {

    static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final int O_DIRECTORY_PATH = 0x10000 | 0x200000;

    private final String id;
    private final Process process;
    private final Path consoleLog;
    private final List<String> enter;
    private final CompletableFuture<Integer> exit;
    private final ReentrantLock lock = new ReentrantLock();
    private List<NetworkChannel> doors = List.of();
    private Runnable unplug = () -> {};
    private int terminals = -1;
    private boolean ended;
    private volatile @Nullable ProcessHandle supervisor;
    private volatile long pid;

    /** {@code enter}: the options and program with which {@code nsenter} goes where this instance's programs run. */
    SandboxInstance(String id, Process process, Path consoleLog, List<String> enter) {
        this.id = id;
        this.process = process;
        this.consoleLog = consoleLog;
        this.enter = List.copyOf(enter);
        this.exit = process.onExit().thenApply(this::ended);
    }

    Process process() {
        return process;
    }

    /** Finds the instance's first process, which has to have been started. */
    void findProcesses() throws IOException {
        ProcessHandle outer = onlyChild(process.toHandle());
        supervisor = outer;
        pid = onlyChild(outer).pid();
    }

    private static ProcessHandle onlyChild(ProcessHandle parent) throws IOException {
        return parent.children().findFirst().orElseThrow(() -> new IOException("it has ended"));
    }

    /** Takes over the opened doors and the plugged-in device, which {@code unplugging} undoes, and shows the doors to the server. */
    void open(List<InstanceNetwork.OpenDoor> opened, Runnable unplugging) throws IOException {
        List<NetworkChannel> channels = InstanceNetwork.channels(opened);
        lock.lock();
        try {
            if (ended) {
                InstanceNetwork.closeAll(channels);
                unplugging.run();
                throw new IOException("it has ended");
            }
            doors = channels;
            unplug = unplugging;
            Path devices = Path.of("/proc", Long.toString(pid), "root", "dev", "pts");
            terminals = Libc.open(devices.toString(), O_DIRECTORY_PATH | Libc.O_CLOEXEC);
        } finally {
            lock.unlock();
        }
        for (InstanceNetwork.OpenDoor open : opened) {
            open.door().opened().opened(open.channel());
        }
    }

    private int ended(Process gone) {
        lock.lock();
        try {
            ended = true;
            InstanceNetwork.closeAll(doors);
            unplug.run();
            if (terminals >= 0) {
                Libc.close(terminals);
            }
            return gone.exitValue();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String instanceId() {
        return id;
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public ExecHandle exec(ExecRequest request) throws IOException {
        ExecRequest.Terminal wanted = request.terminal();
        if (wanted == null) {
            return new PipeExec(new ExecProcess(enter("-", request, ""), true));
        }
        PseudoTerminal terminal = openTerminal(wanted);
        try {
            Process entered = enter(Integer.toString(terminal.number()), request, wanted.type());
            return TerminalExec.of(terminal, new ExecProcess(entered, true), id);
        } catch (IOException e) {
            terminal.close();
            throw e;
        }
    }

    private PseudoTerminal openTerminal(ExecRequest.Terminal wanted) throws IOException {
        lock.lock();
        try {
            requireRunning();
            return PseudoTerminal.open(terminals, wanted.rows(), wanted.columns());
        } finally {
            lock.unlock();
        }
    }

    private void requireRunning() throws IOException {
        if (ended || !process.isAlive()) {
            throw new IOException("The instance " + id + " is not running");
        }
    }

    private Process enter(String terminal, ExecRequest request, String terminalType) throws IOException {
        requireRunning();
        List<String> command = new ArrayList<>(List.of("nsenter", "--target", Long.toString(pid)));
        command.addAll(enter);
        command.addAll(List.of(terminal, request.directory()));
        command.addAll(request.argv());
        // Not as variables of their own: nsenter would obey LD_PRELOAD and its like on the host.
        String type = terminalType.isEmpty() ? "" : "export TERM=" + ShellText.quoted(terminalType) + "\n";
        return CleanProcess.builder(
                        command,
                        Map.of("PATH", PATH, "SIGNET_REQUEST", type + ShellText.exports(request.environment())))
                .start();
    }

    @Override
    public CompletableFuture<Integer> exit() {
        return exit.copy();
    }

    @Override
    public void stop(Duration grace) {
        try {
            process.getOutputStream().close();
            exit.get(grace.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        } catch (IOException | TimeoutException | ExecutionException e) {
            kill();
        }
    }

    /** Kills everything in the instance, at once. */
    void kill() {
        ProcessHandle inner = supervisor;
        if (inner != null) {
            inner.destroyForcibly();
        } else {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        exit.join();
    }

    /** Writes a line of the server's to the console. */
    void say(String line) {
        try {
            Files.writeString(consoleLog, line, StandardOpenOption.APPEND);
        } catch (IOException e) {
            // It is only told to the user; what it tells of has been done.
            return;
        }
    }

    @Override
    public Path consoleLog() {
        return consoleLog;
    }
}
