package signet.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;

/** Where a server keeps everything: readable by its owner alone. */
record DataDirectory(Path root) {
    static DataDirectory open(Path root) {
        try {
            Path absolute = root.toAbsolutePath().normalize();
            privateDirectory(absolute);
            refuseOpenToOthers(absolute);
            return new DataDirectory(absolute);
        } catch (IOException e) {
            throw new InvalidSettingException(
                    "the data directory " + root + " cannot be used: " + e.getMessage()
                            + "; choose another with --data",
                    e);
        }
    }

    Path controlPlane() {
        return root.resolve("signet.db");
    }

    Path objectIndex() {
        return root.resolve("objects.db");
    }

    Path events() {
        return root.resolve("events.db");
    }

    Path objects() {
        return directory("objects");
    }

    Path instances() {
        return directory("instances");
    }

    Path databases() {
        return directory("databases");
    }

    /** The archives of functions' code. */
    Path functionCode() {
        return directory("function-code");
    }

    /** Where functions run; nothing here outlives the server. */
    Path functions() {
        return directory("functions");
    }

    Path certificates() {
        return directory("certificates");
    }

    /** Writes a file that only its owner can read, replacing an older one as a whole. */
    void write(String name, String text) {
        try {
            Path temporary = Files.createTempFile(
                    root,
                    name,
                    ".new",
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(temporary, text);
            Files.move(temporary, root.resolve(name), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new InvalidSettingException("cannot write " + root.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    private Path directory(String name) {
        try {
            Path directory = root.resolve(name);
            privateDirectory(directory);
            return directory;
        } catch (IOException e) {
            throw new InvalidSettingException("cannot make " + root.resolve(name) + ": " + e.getMessage(), e);
        }
    }

    /** Whoever may write in the directory could put a database of their own into it. */
    private static void refuseOpenToOthers(Path directory) throws IOException {
        if (Files.getPosixFilePermissions(directory).contains(PosixFilePermission.OTHERS_WRITE)) {
            throw new IOException("everyone may write there");
        }
    }

    private static void privateDirectory(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
    }
}
