package signet.fleet;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** The end of what an instance has written to its console, and when it last did. */
public final class ConsoleOutput {
    /** What EC2 keeps of it. */
    static final int LIMIT = 64 << 10;

    private final byte[] bytes;
    private final Instant written;

    private ConsoleOutput(byte[] bytes, Instant written) {
        this.bytes = bytes;
        this.written = written;
    }

    /** A copy of the bytes. */
    public byte[] bytes() {
        return bytes.clone();
    }

    /** When the console was last written to. */
    public Instant written() {
        return written;
    }

    /** The end of a file; empty if it cannot be read. */
    static Optional<ConsoleOutput> tail(Path file) {
        try (RandomAccessFile in = new RandomAccessFile(file.toFile(), "r")) {
            long length = in.length();
            byte[] end = new byte[(int) Math.min(LIMIT, length)];
            in.seek(length - end.length);
            in.readFully(end);
            return Optional.of(
                    new ConsoleOutput(end, Files.getLastModifiedTime(file).toInstant()));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
