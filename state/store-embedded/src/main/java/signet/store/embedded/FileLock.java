package signet.store.embedded;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import signet.store.StoreException;

/**
 * Keeps other processes off a file: a lock of the operating system, gone with the process however it ends, on a file beside
 * it that names the holder's process id.
 */
final class FileLock {
    // POSIX drops a process's lock when it closes any descriptor of the file, so a second try must not even open it.
    private static final Set<Path> HELD_HERE = ConcurrentHashMap.newKeySet();

    // Beyond the text: where locks are mandatory, others can still read who holds it.
    private static final long LOCKED_BYTE = 1L << 40;

    private final Path path;
    private final FileChannel channel;

    private FileLock(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    static FileLock acquire(Path file) {
        try {
            Path folder = PrivateFiles.createFolderOf(file).toRealPath();
            Path path = folder.resolve(file.getFileName() + ".lock");
            if (!HELD_HERE.add(path)) {
                throw heldBy(file, Long.toString(ProcessHandle.current().pid()));
            }
            try {
                return acquire(file, path);
            } catch (IOException | RuntimeException e) {
                HELD_HERE.remove(path);
                throw e;
            }
        } catch (IOException e) {
            throw new StoreException("cannot lock " + file + ": " + Failures.reason(e), e);
        }
    }

    private static FileLock acquire(Path file, Path path) throws IOException {
        PrivateFiles.createIfAbsent(path);
        FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock(LOCKED_BYTE, 1, false) == null) {
                throw heldBy(file, Files.readString(path).strip());
            }
            byte[] pid = (ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII);
            channel.truncate(0);
            channel.write(ByteBuffer.wrap(pid), 0);
            return new FileLock(path, channel);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static StoreException heldBy(Path file, String pid) {
        String holder = pid.matches("[0-9]{1,19}") ? "process " + pid : "another process";
        return new StoreException(file + " is in use by " + holder);
    }

    void release() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new StoreException("cannot unlock " + path + ": " + Failures.reason(e), e);
        } finally {
            HELD_HERE.remove(path);
        }
    }
}
