package signet.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.tukaani.xz.XZInputStream;

/** PostgreSQL's programs: kept packed in a library of Signet's, and unpacked when a database first needs them. */
final class Engine {
    /** The version of the programs in the library. */
    static final String VERSION = "17.7";

    private static final Map<String, String> PACKAGES =
            Map.of("amd64", "postgres-linux-x86_64.txz", "aarch64", "postgres-linux-arm_64.txz");

    private final Path parent;

    /** Programs that are unpacked below a directory. */
    Engine(Path parent) {
        this.parent = parent;
    }

    /** Why there are no programs for this host, if so. */
    static Optional<String> obstacle() {
        String system = System.getProperty("os.name", "");
        String machine = System.getProperty("os.arch", "");
        try (InputStream in = system.equals("Linux") ? open(machine) : null) {
            return in == null
                    ? Optional.of("there is no PostgreSQL for " + system + " on " + machine)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.of("PostgreSQL cannot be read: " + e.getMessage());
        }
    }

    /** The directory of the programs, which are unpacked if they are not yet. */
    synchronized Path programs() throws IOException {
        Path target = parent.resolve("postgresql-" + VERSION);
        if (!Files.isDirectory(target)) {
            Path unfinished = parent.resolve("postgresql-" + VERSION + ".new");
            Directories.delete(unfinished);
            Directories.make(unfinished);
            unpack(unfinished);
            Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        }
        return target.resolve("bin");
    }

    private static void unpack(Path target) throws IOException {
        String machine = System.getProperty("os.arch", "");
        try (InputStream packed = open(machine)) {
            if (packed == null) {
                throw new IOException("there is no PostgreSQL for " + machine);
            }
            Process tar = new ProcessBuilder(
                            List.of("tar", "-x", "-f", "-", "-C", target.toString(), "--no-same-owner"))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (OutputStream out = tar.getOutputStream()) {
                new XZInputStream(packed).transferTo(out);
            }
            if (tar.waitFor() != 0) {
                throw new IOException("tar could not unpack PostgreSQL");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted while PostgreSQL was unpacked", e);
        }
    }

    private static @Nullable InputStream open(String machine) {
        String name = PACKAGES.get(machine);
        return name == null ? null : Engine.class.getClassLoader().getResourceAsStream(name);
    }
}
