package signet.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import signet.instance.DirectoryTree;
import signet.instance.InstanceSpec;
import signet.instance.UserData;
import signet.userdata.Plan;

/**
 * The directory of one sandboxed instance on the host: {@code disk}, which the instance alone writes once it has run, or
 * {@code disk.img}, which is mounted there in the instance; {@code boot}, made anew by the server for every start, which the
 * instance sees read-only; {@code rootfs}, where its file system is put together; {@code console.log}.
 *
 * <p>The instance may have left any link on its disk, so the server never follows a path below {@code disk} after the first
 * boot: what changes there at a start is changed inside, by the instance's own root.
 */
final class InstanceDirectory {

    static final List<String> DISKS = List.of("home", "root", "run", "srv", "tmp", "var");

    private static final List<String> SCRIPTS = List.of("stage1.sh", "stage2.sh", "stage3.sh", "init.sh", "exec.sh");
    private static final List<String> POWER = List.of("poweroff", "halt", "reboot", "shutdown");
    private static final List<String> BUNDLES = List.of(
            "/etc/ssl/certs/ca-certificates.crt",
            "/etc/pki/tls/certs/ca-bundle.crt",
            "/etc/ssl/ca-bundle.pem",
            "/etc/ssl/cert.pem");
    private static final String SYSTEM_PATH =
            "/.signet/bin:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private final Path directory;
    private final InstanceSpec spec;
    private final Plan plan;

    InstanceDirectory(InstanceSpec spec) {
        this.directory = spec.directory();
        this.spec = spec;
        UserData userData = spec.userData();
        this.plan = Plan.of(userData == null ? new byte[0] : userData.bytes());
    }

    /** What the instance calls itself: as its user data says, else as its address. */
    String hostname() {
        return plan.hostname().orElse(spec.hostname());
    }

    Path path() {
        return directory;
    }

    Path boot() {
        return directory.resolve("boot");
    }

    /** The tree of the instance's files, or where they are mounted inside. */
    Path disk() {
        return directory.resolve("disk");
    }

    /** Whether the disk is a file system of its own, which has an end. */
    boolean hasImage() {
        return Files.exists(directory.resolve(DiskImage.NAME));
    }

    Path consoleLog() {
        return directory.resolve("console.log");
    }

    /** Makes what is missing. */
    UserRange prepare(boolean privateRange, DiskImage images) throws IOException {
        Files.createDirectories(directory);
        Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
        Files.createDirectories(directory.resolve("rootfs"));
        UserRange users = privateRange ? UserRange.of(directory) : UserRange.SERVERS_OWN;
        Path ready = directory.resolve("disk-ready");
        if (!Files.exists(ready)) {
            makeDisk(users);
            images.replace(disk(), spec.limits().diskBytes(), users);
            Files.createFile(ready);
        }
        return users;
    }

    private void makeDisk(UserRange users) throws IOException {
        Path disk = disk();
        DirectoryTree.delete(disk);
        Files.createDirectory(disk);
        PublicEtc.copy(Path.of("/etc"), Files.createDirectory(disk.resolve("etc")));
        for (String name : DISKS) {
            Files.createDirectory(disk.resolve(name));
        }
        for (String name : List.of("run/lock", "var/cache", "var/lib", "var/log", "var/spool", "var/tmp")) {
            Files.createDirectory(disk.resolve(name));
        }
        Files.createSymbolicLink(disk.resolve("var/run"), Path.of("/run"));
        Files.createSymbolicLink(disk.resolve("var/lock"), Path.of("/run/lock"));
        Files.setPosixFilePermissions(disk.resolve("root"), PosixFilePermissions.fromString("rwx------"));
        for (String shared : List.of("tmp", "var/tmp")) {
            Files.setAttribute(disk.resolve(shared), "unix:mode", 01777);
        }
        if (users.isPrivate()) {
            give(disk, Math.toIntExact(users.first()));
        }
    }

    /** Writes all that this start needs. {@code relayed} are host paths that are put in place inside. */
    void writeBoot(List<Path> relayed, String limits, Map<String, String> environment) throws IOException {
        Path boot = boot();
        DirectoryTree.delete(boot);
        Path files = Files.createDirectories(boot.resolve("files"));
        Files.createDirectory(boot.resolve("etc"));
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < relayed.size(); i++) {
            Path place = boot.resolve("ro").resolve(Integer.toString(i));
            Files.createDirectories(boot.resolve("ro"));
            if (Files.isDirectory(relayed.get(i))) {
                Files.createDirectory(place);
            } else {
                Files.createFile(place);
            }
            list.append(i).append(' ').append(relayed.get(i)).append('\n');
        }
        write(boot, "relayed", list.toString());
        for (String script : SCRIPTS) {
            write(boot, script, Resource.read(script));
        }
        write(boot, "limits", limits);
        String exports = ShellText.exports(environment);
        write(boot, "environment", exports);
        write(boot, "boot", spec.firstBoot() ? "first" : "again");
        for (Map.Entry<String, byte[]> file : plan.files().entrySet()) {
            Path place = boot.resolve("cloud-init").resolve(file.getKey());
            Files.createDirectories(place.resolveSibling("."));
            Files.write(place, file.getValue());
        }
        Path programs = Files.createDirectory(boot.resolve("bin"));
        for (String name : POWER) {
            write(programs, name, Resource.read("power.sh"));
            Files.setPosixFilePermissions(programs.resolve(name), PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        writeFiles(files, exports);
    }

    private void writeFiles(Path files, String exports) throws IOException {
        String address = spec.privateAddress().getHostAddress();
        StringBuilder hosts = new StringBuilder("127.0.0.1 localhost\n");
        String also = hostname().equals(spec.hostname()) ? "" : " " + spec.hostname();
        hosts.append(address).append(' ').append(hostname()).append(also).append('\n');
        hosts.append("169.254.169.254 instance-data.ec2.internal instance-data\n");
        spec.hostNames().forEach(name -> hosts.append("127.0.0.1 ").append(name).append('\n'));
        write(files, "hosts", hosts.toString());
        write(files, "resolv.conf", "nameserver 127.0.0.1\noptions timeout:1 attempts:1\n");
        write(files, "hostname", hostname() + "\n");
        UUID machine = UUID.nameUUIDFromBytes(spec.instanceId().getBytes(StandardCharsets.UTF_8));
        write(files, "machine-id", machine.toString().replace("-", "") + "\n");
        write(files, "ca.pem", spec.caCertificatePem());
        Files.write(files.resolve("cacerts"), JavaTrust.of(spec.caCertificatePem()));
        write(files, "ca-certificates.crt", hostBundle() + "\n" + spec.caCertificatePem());
        write(files, "signet.sh", exports);
    }

    private static String hostBundle() throws IOException {
        for (String bundle : BUNDLES) {
            Path file = Path.of(bundle);
            if (Files.isReadable(file)) {
                return Files.readString(file, StandardCharsets.ISO_8859_1);
            }
        }
        return "";
    }

    /** The environment of every program in the instance. */
    Map<String, String> environment(HostPrograms programs) {
        Map<String, String> all = new TreeMap<>();
        Path aws = programs.awsFolder();
        all.put("PATH", aws == null ? SYSTEM_PATH : SYSTEM_PATH + ":" + aws);
        if (aws != null && aws.endsWith(".local/bin")) {
            all.put("PYTHONUSERBASE", String.valueOf(aws.getParent()));
        }
        all.put("HOME", "/root");
        all.put("USER", "root");
        all.put("LOGNAME", "root");
        all.put("SHELL", Files.exists(Path.of("/bin/bash")) ? "/bin/bash" : "/bin/sh");
        all.put("LANG", "C.UTF-8");
        all.put("AWS_CA_BUNDLE", "/etc/signet/ca.pem");
        all.put("JAVA_TOOL_OPTIONS", "-Djavax.net.ssl.trustStore=/etc/signet/cacerts");
        all.put("NODE_EXTRA_CA_CERTS", "/etc/signet/ca.pem");
        all.put("REQUESTS_CA_BUNDLE", "/etc/ssl/certs/ca-certificates.crt");
        all.put("SSL_CERT_FILE", "/etc/ssl/certs/ca-certificates.crt");
        all.put("SIGNET_INSTANCE_ID", spec.instanceId());
        all.putAll(spec.environment());
        return all;
    }

    private static void write(Path directory, String name, String text) throws IOException {
        Files.writeString(directory.resolve(name), text);
    }

    private static void give(Path tree, int user) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
                    throws IOException {
                return visitFile(directory, attributes);
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.setAttribute(file, "unix:uid", user, LinkOption.NOFOLLOW_LINKS);
                Files.setAttribute(file, "unix:gid", user, LinkOption.NOFOLLOW_LINKS);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
