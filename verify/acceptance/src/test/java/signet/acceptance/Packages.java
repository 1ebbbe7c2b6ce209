package signet.acceptance;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** Clients that instances are shown: those that {@code ./signet test} has fetched, and the tests' own SDK for Java. */
final class Packages {
    private static final Path FETCHED =
            Path.of("").toAbsolutePath().resolve("../../.signet/clients").normalize();
    /** A kernel for microVMs, where it was fetched. */
    static final Path KERNEL = FETCHED.resolve("kernel");

    private static final List<String> NOT_FOR_INSTANCES = List.of("/ec2/", "/iam/", "/junit", "/signet", "cli-");

    private Packages() {}

    /** Debian's cloud-init and what it needs; the test is skipped where it was not fetched. */
    static Path cloudInit() {
        return fetched("cloud-init/usr/lib/python3/dist-packages", "cloudinit");
    }

    /** The AWS SDK for JavaScript; the test is skipped where it was not fetched. */
    static Path node() {
        return fetched("node", "node_modules/@aws-sdk/client-sts");
    }

    private static Path fetched(String directory, String proof) {
        Path path = FETCHED.resolve(directory);
        Assumptions.assumeTrue(
                Files.exists(path.resolve(proof)), "not fetched: " + directory + "; ./signet test fetches it");
        return path;
    }

    /** What a server has to be told so that its instances see all of these, and Java. */
    static List<String> flags(Path java) {
        return Stream.of(FETCHED, java, Path.of(System.getProperty("java.home")))
                .filter(Files::isDirectory)
                .flatMap(directory -> Stream.of("--instance-programs", directory.toString()))
                .toList();
    }

    /** A directory with the SDK for Java and {@link SdkOnInstance}. */
    static Path java() {
        try {
            Path directory = Files.createTempDirectory("signet-java");
            // root in an instance is not root here
            Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                Path jar = Path.of(entry);
                if (entry.endsWith(".jar") && NOT_FOR_INSTANCES.stream().noneMatch(entry::contains)) {
                    Files.copy(jar, directory.resolve(String.valueOf(jar.getFileName())));
                }
            }
            String program = "signet/acceptance/SdkOnInstance.class";
            Path file = directory.resolve(program);
            Files.createDirectories(Objects.requireNonNull(file.getParent()));
            try (InputStream in = Objects.requireNonNull(Packages.class.getResourceAsStream("SdkOnInstance.class"))) {
                Files.copy(in, file);
            }
            return directory;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A script that stands beside the tests. */
    static String script(String name) {
        try (InputStream in = Objects.requireNonNull(Packages.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
