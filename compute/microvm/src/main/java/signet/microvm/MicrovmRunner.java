package signet.microvm;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.locks.ReentrantLock;
import signet.instance.DirectoryTree;
import signet.instance.Door;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;
import signet.sandbox.InstanceParent;
import signet.sandbox.RunnerParts;

/**
 * Runs each instance as a machine of its own on QEMU.
 *
 * <p>QEMU's user-mode network makes of every connection of the instance one of QEMU's own process, and that process has a
 * network name space in which there is nothing but the server's doors: what connects to a door is that instance, as in a
 * sandbox, and whatever an instance makes of its own network it comes no further.
 */
final class MicrovmRunner implements InstanceRunner {

    /** Where AWS has its resolver; 127.0.0.1 is the microVM's own. */
    private static final Inet4Address INSIDE = Inet4Address.ofLiteral("169.254.169.253");

    private static final int AGENT_PORT = 1;
    private static final int BOOT_SECONDS = 120;

    private final HostTools tools;
    private final RunnerParts parts;
    private final Path kernel;
    private final ReentrantLock preparing = new ReentrantLock();
    private final SecureRandom random = new SecureRandom();
    private final Set<MicrovmInstance> running = ConcurrentHashMap.newKeySet();
    private final InstanceParent parent = new InstanceParent();
    private volatile boolean closing;

    MicrovmRunner(HostTools tools, RunnerParts parts) throws IOException {
        this.tools = tools;
        this.parts = parts;
        this.kernel = writeKernel(tools);
    }

    /** What all microVMs boot from, written once; a copy, as the host may replace its kernel while the server runs. */
    private static Path writeKernel(HostTools tools) throws IOException {
        Path folder = Files.createTempDirectory("signet-kernel");
        Files.write(
                folder.resolve("vmlinuz"),
                KernelImage.bootable(Files.readAllBytes(tools.kernel().image())));
        Initramfs first = new Initramfs();
        for (String directory : List.of("bin", "dev", "disk", "modules", "new", "proc", "share", "sys")) {
            first.directory(directory);
        }
        first.program("bin/busybox", Files.readAllBytes(tools.busybox()));
        int number = 0;
        for (Map.Entry<String, byte[]> module : tools.kernel().drivers().entrySet()) {
            first.program("modules/%02d-%s".formatted(number++, module.getKey()), module.getValue());
        }
        first.program("init", Resource.read("init"));
        Files.write(folder.resolve("initrd"), first.bytes());
        Files.write(folder.resolve("jail.sh"), Resource.read("jail.sh"));
        // QEMU reads them as another user; there is nothing secret in them.
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        for (String file : List.of("vmlinuz", "initrd")) {
            Files.setPosixFilePermissions(folder.resolve(file), PosixFilePermissions.fromString("rw-r--r--"));
        }
        return folder;
    }

    @Override
    public String name() {
        return Microvms.NAME;
    }

    @Override
    public Inet4Address inside() {
        return INSIDE;
    }

    @Override
    public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
        try {
            MicrovmInstance instance = boot(spec);
            running.add(instance);
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

    private MicrovmInstance boot(InstanceSpec spec) throws IOException {
        String token = HexFormat.of().formatHex(random.generateSeed(16));
        GuestLink link = new GuestLink(token);
        InstanceSpec all = withAgent(spec, link);
        MicrovmDirectory directory = new MicrovmDirectory(spec);
        Files.createDirectories(spec.directory());
        OptionalInt user;
        preparing.lock();
        try {
            user = parts.privateUser(spec.directory());
        } finally {
            preparing.unlock();
        }
        directory.prepare(parts, tools, user);
        directory.writeBoot(parts, tools, token, INSIDE, spec);
        if (user.isPresent()) {
            RunnerParts.give(directory.boot(), user.getAsInt());
        }
        Process process = parent.start(
                new QemuCommand(tools, parts, kernel).of(spec, directory, user), MicrovmDirectory.consoleLog(spec));
        MicrovmInstance instance = new MicrovmInstance(spec, process, link);
        try {
            BufferedReader answers = process.inputReader(StandardCharsets.UTF_8);
            String line = answers.readLine();
            if (!"ready".equals(line)) {
                throw new IOException("its name spaces could not be made");
            }
            instance.open(all);
            OutputStream orders = process.getOutputStream();
            orders.write("go\n".getBytes(StandardCharsets.US_ASCII));
            orders.flush();
            GuestLink.get(link.booted(), BOOT_SECONDS, "it did not boot");
            return instance;
        } catch (IOException | RuntimeException e) {
            instance.kill();
            throw new IOException(e.getMessage() + InstanceParent.tail(MicrovmDirectory.consoleLog(spec)), e);
        }
    }

    /** The specification with the agent's door, and without those at IPv6 addresses, which this network has not. */
    private static InstanceSpec withAgent(InstanceSpec spec, GuestLink link) throws IOException {
        List<Door> doors = new ArrayList<>();
        for (Door door : spec.doors()) {
            if (door.address().getAddress().isLoopbackAddress()) {
                throw new IOException("a microVM's " + door.address() + " is its own: no door can be there");
            }
            if (door.address().getAddress() instanceof Inet4Address) {
                doors.add(door);
            }
        }
        doors.add(new Door(Door.Purpose.API_PLAIN, new InetSocketAddress(INSIDE, AGENT_PORT), link::opened));
        return new InstanceSpec(
                spec.instanceId(),
                spec.hostname(),
                spec.privateAddress(),
                spec.directory(),
                spec.userData(),
                spec.firstBoot(),
                doors,
                spec.hostNames(),
                spec.caCertificatePem(),
                spec.environment(),
                spec.limits());
    }

    @Override
    public void close() {
        closing = true;
        List.copyOf(running).forEach(MicrovmInstance::kill);
        parent.close();
        try {
            DirectoryTree.delete(kernel);
        } catch (IOException e) {
            System.getLogger(MicrovmRunner.class.getName())
                    .log(System.Logger.Level.WARNING, "Left behind: " + kernel, e);
        }
    }
}
