package signet.microvm;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.Inet4Address;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import signet.instance.DirectoryTree;
import signet.instance.InstanceSpec;
import signet.sandbox.RunnerParts;

/**
 * The directory of one microVM on the host, {@code microvm} in the instance's own: {@code disk.img}, a file system that the
 * instance alone writes; {@code boot}, made anew for every start; {@code place}, where QEMU's view of the host is put
 * together. Apart from what a sandbox keeps, so that neither takes the other's disk for its own.
 */
final class MicrovmDirectory {

    private static final int MAKE_DISK_SECONDS = 60;
    private static final int KERNEL_TASKS = 100;

    private final InstanceSpec spec;
    private final Path directory;

    MicrovmDirectory(InstanceSpec spec) {
        this.directory = spec.directory().resolve("microvm");
        this.spec = new InstanceSpec(
                spec.instanceId(),
                spec.hostname(),
                spec.privateAddress(),
                directory,
                spec.userData(),
                spec.firstBoot(),
                spec.doors(),
                List.of(),
                spec.caCertificatePem(),
                spec.environment(),
                spec.limits());
    }

    /** How large the disk is. */
    static long bytes(InstanceSpec spec) {
        return spec.limits().fileBytes();
    }

    Path place() {
        return directory.resolve("place");
    }

    Path boot() {
        return directory.resolve("boot");
    }

    Path disk() {
        return directory.resolve("disk.img");
    }

    static Path consoleLog(InstanceSpec spec) {
        return spec.directory().resolve("console.log");
    }

    /** Makes what is missing. */
    void prepare(RunnerParts parts, HostTools tools, OptionalInt user) throws IOException {
        Files.createDirectories(place());
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        if (!Files.exists(disk())) {
            makeDisk(parts, tools);
        }
        if (user.isPresent()) {
            RunnerParts.give(disk(), user.getAsInt());
        }
    }

    private void makeDisk(RunnerParts parts, HostTools tools) throws IOException {
        Path content = directory.resolve("content");
        DirectoryTree.delete(content);
        Files.createDirectories(content.resolve("work"));
        Files.move(parts.writeFirstDisk(spec), content.resolve("upper"));
        Files.delete(directory.resolve("disk-ready"));
        Path unfinished = directory.resolve("disk.new");
        Files.deleteIfExists(unfinished);
        try (RandomAccessFile image = new RandomAccessFile(unfinished.toFile(), "rw")) {
            image.setLength(bytes(spec));
        }
        run(List.of(
                tools.makeDisk().toString(),
                "-q",
                "-F",
                "-m",
                "0",
                "-J",
                "size=8",
                "-E",
                "lazy_itable_init=1,lazy_journal_init=1,nodiscard,root_owner=0:0",
                "-d",
                content.toString(),
                unfinished.toString()));
        Files.move(unfinished, disk(), StandardCopyOption.ATOMIC_MOVE);
        DirectoryTree.delete(content);
    }

    private static void run(List<String> command) throws IOException {
        Process process = RunnerParts.program(command, Map.of("PATH", "/usr/sbin:/usr/bin:/sbin:/bin"))
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(MAKE_DISK_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new IOException("its disk could not be made: " + output.strip());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    /** Writes all that this start needs. {@code inside}: where names lead. */
    void writeBoot(RunnerParts parts, HostTools tools, String token, Inet4Address inside, InstanceSpec whole)
            throws IOException {
        Path boot = parts.writeBoot(spec, "");
        Path files = boot.resolve("files");
        String address = inside.getHostAddress();
        StringBuilder hosts = new StringBuilder(Files.readString(files.resolve("hosts")));
        whole.hostNames()
                .forEach(name -> hosts.append(address).append(' ').append(name).append('\n'));
        Files.writeString(files.resolve("hosts"), hosts);
        Files.writeString(files.resolve("resolv.conf"), "nameserver " + address + "\noptions timeout:5 attempts:2\n");
        Files.copy(tools.busybox(), boot.resolve("busybox"));
        for (String script : List.of("guest.sh", "agent.sh", "run.sh")) {
            Files.write(boot.resolve(script), Resource.read(script));
        }
        Files.writeString(
                boot.resolve("guest"),
                "SIGNET_DOOR=" + address + "\nSIGNET_GATEWAY=" + QemuCommand.GATEWAY + "\nSIGNET_ADDRESS="
                        + spec.privateAddress().getHostAddress() + "\nSIGNET_TASKS="
                        + (spec.limits().processes() + KERNEL_TASKS) + "\nSIGNET_OPEN_FILES="
                        + spec.limits().openFiles() + "\n");
        Path secret = boot.resolve("token");
        Files.createFile(secret, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(secret, "SIGNET_TOKEN=" + token + "\n");
    }
}
