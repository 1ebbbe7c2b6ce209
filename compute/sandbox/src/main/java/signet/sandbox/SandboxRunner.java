package signet.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.NetworkPlace;
import signet.instance.RunningInstance;
import signet.network.Nic;

/**
 * Runs each instance in Linux name spaces of its own.
 *
 * <p>The processes of an instance, outermost first: {@code unshare}, which dies with the server (parent-death signal of the
 * thread that started it, which therefore lives as long as the runner); a second {@code unshare}, the first process of a
 * process name space that only it uses and that the instance can't reach, so that nothing inside can outlive it; the
 * instance's own first process, which ends when the pipe from the server closes.
 */
final class SandboxRunner implements InstanceRunner {

    /** What containers usually keep: nothing that reaches devices, the network's configuration or mounts. */
    private static final String CAPABILITIES =
            "-all,+chown,+dac_override,+fowner,+fsetid,+kill,+setgid,+setuid,+setpcap,"
                    + "+net_bind_service,+net_raw,+sys_chroot,+audit_write,+setfcap";

    private static final Duration BOOT_LIMIT = Duration.ofSeconds(30);

    private final HostPrograms programs;
    private final boolean privateUsers;
    private final ReentrantLock preparing = new ReentrantLock();
    private final Set<SandboxInstance> running = ConcurrentHashMap.newKeySet();
    private final InstanceParent parent = new InstanceParent();

    private final @Nullable SwitchThread network;
    private final MemoryWatch memory = new MemoryWatch();
    private final DiskWatch disks;
    private final DiskImage images;
    private volatile boolean closing;

    /** {@code network}: by which instances reach each other; null if they don't. Closed with this. */
    SandboxRunner(HostPrograms programs, @Nullable SwitchThread network, DiskImage images) throws IOException {
        this.network = network;
        this.programs = programs;
        this.images = images;
        this.disks = new DiskWatch(Reserve.DEFAULT);
        this.privateUsers = UserRange.hasPrivateRanges();
    }

    @Override
    public String name() {
        return "sandbox";
    }

    @Override
    public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
        InstanceDirectory directory = new InstanceDirectory(spec);
        try {
            Reserve.DEFAULT.require(spec.directory());
            SandboxInstance instance = boot(spec, directory);
            running.add(instance);
            memory.watch(instance, spec.limits().memoryBytes());
            disks.watch(instance, directory, spec.limits().diskBytes());
            var _ = instance.exit().thenRun(() -> running.remove(instance));
            if (closing) {
                instance.kill();
                throw new IOException("the server is ending");
            }
            return instance;
        } catch (IOException | RejectedExecutionException e) {
            throw new InstanceStartException("The instance could not be started: " + e.getMessage(), e);
        }
    }

    private SandboxInstance boot(InstanceSpec spec, InstanceDirectory directory) throws IOException {
        UserRange users;
        preparing.lock();
        try {
            users = directory.prepare(privateUsers, images);
        } finally {
            preparing.unlock();
        }
        List<String> limits = HostLimits.options(spec.limits());
        String limitsText = "SIGNET_LIMITS=" + ShellText.quoted(String.join(" ", limits)) + "\nSIGNET_CAPABILITIES="
                + ShellText.quoted(CAPABILITIES) + "\n";
        directory.writeBoot(relayed(), limitsText, directory.environment(programs));
        Process process = parent.start(command(directory, users), directory.consoleLog());
        SandboxInstance instance =
                new SandboxInstance(spec.instanceId(), process, directory.consoleLog(), enter(users, limits));
        try (var _ = new Watchdog(process)) {
            handshake(instance, spec.withHostname(directory.hostname()), users);
            return instance;
        } catch (IOException | RuntimeException e) {
            instance.kill();
            throw new IOException(e.getMessage() + InstanceParent.tail(directory.consoleLog()), e);
        }
    }

    private void handshake(SandboxInstance instance, InstanceSpec spec, UserRange users) throws IOException {
        Process process = instance.process();
        // Not closed: that would close the pipe under the instance's feet while it still writes.
        BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
        expect("ready", answers);
        instance.findProcesses();
        Path proc = Path.of("/proc", Long.toString(instance.pid()));
        Files.writeString(proc.resolve("uid_map"), users.map());
        Files.writeString(proc.resolve("gid_map"), users.map());
        InstanceNetwork.Opened opened = InstanceNetwork.open(instance.pid(), spec, network != null);
        instance.open(opened.doors(), plugIn(opened, spec));
        OutputStream orders = process.getOutputStream();
        orders.write((users.isPrivate() ? "--clear-groups\n" : "--keep-groups\n").getBytes(StandardCharsets.US_ASCII));
        orders.flush();
        expect("booted", answers);
    }

    /** Connects the opened device with those of other instances; what is returned undoes it. */
    private Runnable plugIn(InstanceNetwork.Opened opened, InstanceSpec spec) throws IOException {
        NetworkPlace place = spec.place();
        if (network == null || place == null) {
            return () -> {};
        }
        try {
            return network.attach(new Nic(spec.instanceId(), place.vpcId(), spec.privateAddress()), opened.device());
        } catch (IOException e) {
            InstanceNetwork.closeAll(InstanceNetwork.channels(opened.doors()));
            throw e;
        }
    }

    private static void expect(String word, BufferedReader answers) throws IOException {
        String line = answers.readLine();
        if (!word.equals(line)) {
            throw new IOException("it did not come to say \"" + word + "\" but " + line);
        }
    }

    private List<String> command(InstanceDirectory directory, UserRange users) {
        List<String> command = new ArrayList<>(List.of(
                "setpriv",
                "--pdeathsig",
                "KILL",
                "unshare",
                "--pid",
                "--fork",
                "--kill-child",
                "unshare",
                "--mount",
                "--pid",
                "--fork",
                "--kill-child",
                "sh",
                directory.boot().resolve("stage1.sh").toString()));
        command.add(directory.path().toString());
        long terminalGroup = users.first() + 5;
        command.add("uid=" + users.first() + (users.isPrivate() ? ",gid=" + terminalGroup : ""));
        for (Path path : programs.system()) {
            command.addAll(shown(path));
        }
        List<Path> relayed = relayed();
        for (int i = 0; i < relayed.size(); i++) {
            command.addAll(List.of("bind", relayed.get(i).toString(), "/.signet/ro/" + i));
        }
        for (Path path : programs.extra()) {
            if (!relayed.contains(path)) {
                command.addAll(List.of("bind", path.toString(), path.toString()));
            }
        }
        for (String disk : InstanceDirectory.DISKS) {
            command.addAll(List.of("disk", disk, "."));
        }
        return command;
    }

    private static List<String> shown(Path path) {
        try {
            return Files.isSymbolicLink(path)
                    ? List.of(
                            "link",
                            path.toString(),
                            Files.readSymbolicLink(path).toString())
                    : List.of("bind", path.toString(), path.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What lies below a directory that is the instance's own, and so is put in place by the instance's own root. */
    private List<Path> relayed() {
        return programs.extra().stream()
                .filter(path -> InstanceDirectory.DISKS.contains(path.getName(0).toString()) || path.startsWith("/etc"))
                .toList();
    }

    private static List<String> enter(UserRange users, List<String> limits) {
        List<String> command = new ArrayList<>(List.of("--user", "--mount", "--net", "--uts", "--ipc", "--pid"));
        if (!users.isPrivate()) {
            command.add("--preserve-credentials");
        }
        command.add("--");
        command.add("prlimit");
        command.addAll(limits);
        command.addAll(List.of(
                "--", "setpriv", "--no-new-privs", "--inh-caps", "-all", "--bounding-set", CAPABILITIES, "--", "sh"));
        command.add("/.signet/exec.sh");
        return command;
    }

    @Override
    public void close() {
        closing = true;
        memory.close();
        disks.close();
        List.copyOf(running).forEach(SandboxInstance::kill);
        // Last, as instances die with this thread, but without anyone waiting for all of their processes.
        parent.close();
        if (network != null) {
            network.close();
        }
    }

    /** Ends a boot that hangs. */
    private static final class Watchdog implements AutoCloseable {
        private final Thread thread;

        Watchdog(Process process) {
            thread = Thread.ofVirtual().start(() -> {
                try {
                    TimeUnit.MILLISECONDS.sleep(BOOT_LIMIT.toMillis());
                    process.destroyForcibly();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        @Override
        public void close() {
            thread.interrupt();
        }
    }
}
