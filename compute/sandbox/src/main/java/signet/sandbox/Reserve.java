package signet.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What is left free for the server's own store on the disk that the instances' directories are on.
 *
 * @param startBytes with less than this no instance starts
 * @param stopBytes with less than this the instance that writes most is stopped in it
 */
record Reserve(long startBytes, long stopBytes) {

    static final Reserve DEFAULT = new Reserve(512L << 20, 256L << 20);

    /** Refuses to start another instance without it. {@code directory} or one above it exists. */
    void require(Path directory) throws IOException {
        Path existing = directory;
        while (!Files.exists(existing) && existing.getParent() != null) {
            existing = existing.getParent();
        }
        long free = free(existing);
        if (free < startBytes) {
            throw new IOException("the host's disk has only " + (free >> 20) + " MiB free of the " + (startBytes >> 20)
                    + " MiB that are kept for the server's own data");
        }
    }

    static long free(Path path) throws IOException {
        return Files.getFileStore(path).getUsableSpace();
    }
}
