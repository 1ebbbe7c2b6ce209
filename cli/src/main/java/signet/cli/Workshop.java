package signet.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import org.jspecify.annotations.Nullable;

/** A temporary directory: the demonstration's data, its files and its {@code signet} command. Closing deletes it all. */
record Workshop(Path root) implements AutoCloseable {
    static Workshop make() {
        try {
            return new Workshop(Files.createTempDirectory("signet-demo"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    /** Where commands are run. */
    Path desk() {
        return root.resolve("desk");
    }

    /** Goes in front of PATH. */
    Path programs() {
        return root.resolve("bin");
    }

    /** An empty file: what the AWS CLI is to take for the user's configuration. */
    Path nothing() {
        return root.resolve("empty");
    }

    void furnish(String launcher) {
        try {
            Files.createDirectories(desk());
            Files.createDirectories(programs());
            Files.createFile(nothing());
            Path signet = Files.writeString(programs().resolve("signet"), launcher);
            Files.setPosixFilePermissions(signet, PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(String name, String text) {
        try {
            Files.writeString(desk().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            Files.walkFileTree(root, new Deletion());
        } catch (IOException e) {
            System.err.println("signet: " + root + " could not be deleted: " + e.getMessage());
        }
    }

    private static final class Deletion extends SimpleFileVisitor<Path> {
        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.delete(file);
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
    }
}
