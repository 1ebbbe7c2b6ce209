package signet.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import signet.instance.DirectoryTree;

/**
 * An instance's disk as a file system of its own in one sparse file, which ends where the volume ends: programs get ENOSPC,
 * as on a real disk. Needs a server that may attach loop devices; where it may not, {@link DiskWatch} takes its place.
 */
final class DiskImage {

    static final String NAME = "disk.img";

    private static final int LIMIT_SECONDS = 60;
    private static final int SMALL = 256 << 20;
    private static final String PROBE =
            "mount -n -t ext4 -o loop,nosuid,nodev,noinit_itable \"$1\" \"$2\" && exec umount -n \"$2\"";

    /** Whether this host can do it; null while it has not been tried. */
    private @Nullable Boolean possible;

    /** Images where the host can mount them. */
    DiskImage() {}

    /** No images, whatever the host can do. */
    static DiskImage none() {
        DiskImage none = new DiskImage();
        none.possible = false;
        return none;
    }

    /**
     * Makes an image of {@code tree}, whose files belong to their users already, and empties it: it is where the image is to
     * be mounted.
     *
     * @return false, and nothing is changed, if this host has no way to mount it
     */
    boolean replace(Path tree, long bytes, UserRange users) throws IOException {
        if (possible != null && !possible) {
            return false;
        }
        Path image = tree.resolveSibling(NAME);
        Path unfinished = tree.resolveSibling(NAME + ".new");
        Files.deleteIfExists(unfinished);
        boolean made = run(List.of(
                "mkfs.ext4",
                "-q",
                "-F",
                "-m",
                "0",
                "-J",
                bytes < SMALL ? "size=4" : "size=16",
                "-E",
                "lazy_itable_init=1,lazy_journal_init=1,nodiscard,root_owner=" + users.first() + ":" + users.first(),
                "-d",
                tree.toString(),
                unfinished.toString(),
                (bytes >> 10) + "k"));
        Path place = Files.createDirectories(tree.resolveSibling("disk-probe"));
        if (possible == null) {
            possible = made
                    && run(List.of(
                            "unshare", "--mount", "sh", "-c", PROBE, "sh", unfinished.toString(), place.toString()));
        }
        Files.delete(place);
        if (!possible) {
            Files.deleteIfExists(unfinished);
            return false;
        }
        if (!made) {
            throw new IOException("A disk of " + (bytes >> 20) + " MiB could not be made");
        }
        Files.move(unfinished, image, StandardCopyOption.ATOMIC_MOVE);
        DirectoryTree.delete(tree);
        Files.createDirectory(tree);
        return true;
    }

    private static boolean run(List<String> command) throws IOException {
        Process process = CleanProcess.builder(command, Map.of("PATH", SandboxInstance.PATH))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            if (!process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                return false;
            }
            return process.exitValue() == 0;
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }
}
