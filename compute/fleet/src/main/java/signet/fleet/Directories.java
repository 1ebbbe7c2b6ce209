package signet.fleet;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Removes what an instance leaves on the host. */
final class Directories {
    private Directories() {}

    /** Removes a directory and all that is in it, following no link. What cannot be removed is logged and stays. */
    static void remove(Path directory) {
        try {
            if (Files.exists(directory)) {
                Files.walkFileTree(directory, new Removal());
            }
        } catch (IOException e) {
            System.getLogger(Directories.class.getName())
                    .log(System.Logger.Level.WARNING, "an instance's directory could not be removed", e);
        }
    }

    private static final class Removal extends SimpleFileVisitor<Path> {
        private final Set<Path> opened = new HashSet<>();

        @Override
        public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes) throws IOException {
            open(directory);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
        }

        /** A directory without rights, as an overlay's work directory is, is reported here: open it and try again. */
        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (!Files.isDirectory(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) || !opened.add(file)) {
                throw failure;
            }
            open(file);
            Files.walkFileTree(file, this);
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
        }

        private static void open(Path directory) throws IOException {
            if (!Files.isWritable(directory) || !Files.isReadable(directory) || !Files.isExecutable(directory)) {
                Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
            }
        }
    }
}
