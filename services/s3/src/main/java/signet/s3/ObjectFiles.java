package signet.s3;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.ObjIntConsumer;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.identity.Ids;
import signet.model.Body;
import signet.sigv4.ChecksumAlgorithm;
import signet.sigv4.RunningChecksum;
import signet.sigv4.VerifiedBody;

/**
 * The bytes of objects: files with random names, never changed once they are written. A file that no record of the index
 * names is garbage, left by an upload that failed or by a crash, and goes at the next start.
 */
final class ObjectFiles {
    private static final int BUFFER = 128 * 1024;
    private static final int NAME_BYTES = 16;
    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path directory;
    private final Ids ids;
    private final Leases leases = new Leases();

    ObjectFiles(Path directory, Ids ids) {
        this.directory = directory;
        this.ids = ids;
    }

    /** Fills a new file; throws to give it up. */
    private interface Filler<R> {
        R fill(FileChannel out) throws IOException;
    }

    /**
     * Reads a request's body to its verified end into a new file.
     *
     * @throws UncheckedIOException if reading fails, or the body is not what the request said; nothing is left
     */
    Received receive(Body body) {
        String name = newName();
        return write(name, out -> {
            try (InputStream in = opened(body)) {
                if (!(in instanceof VerifiedBody verified)) {
                    throw new IllegalStateException("an upload that nobody verified");
                }
                copy(verified, out, (bytes, count) -> {});
                return received(name, verified);
            }
        });
    }

    private static InputStream opened(Body body) {
        try {
            return body.open();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Received received(String name, VerifiedBody body) {
        StoredChecksum checksum = body.chosenChecksum()
                .map(chosen -> new StoredChecksum(chosen, value(body, chosen), false))
                .orElse(null);
        return new Received(new Segment(name, body.length()), body.hex(ChecksumAlgorithm.MD5), checksum);
    }

    private static String value(VerifiedBody body, ChecksumAlgorithm algorithm) {
        return String.valueOf(body.checksums().get(algorithm));
    }

    /** Writes bytes of an object into a new file, and works out their MD5 and, where asked, another checksum. */
    Received copy(InputStream in, @Nullable ChecksumAlgorithm algorithm) {
        String name = newName();
        RunningChecksum md5 = ChecksumAlgorithm.MD5.start();
        RunningChecksum other = algorithm == null ? null : algorithm.start();
        Segment segment = write(
                name,
                out -> new Segment(name, copy(in, out, (bytes, count) -> {
                    md5.update(bytes, 0, count);
                    if (other != null) {
                        other.update(bytes, 0, count);
                    }
                })));
        StoredChecksum checksum = algorithm == null || other == null
                ? null
                : new StoredChecksum(algorithm, Base64.getEncoder().encodeToString(other.value()), false);
        return new Received(segment, HexFormat.of().formatHex(md5.value()), checksum);
    }

    private static long copy(InputStream in, FileChannel out, ObjIntConsumer<byte[]> seen) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        int count = read(in, buffer);
        while (count >= 0) {
            ByteBuffer bytes = ByteBuffer.wrap(buffer, 0, count);
            while (bytes.hasRemaining()) {
                total += out.write(bytes);
            }
            seen.accept(buffer, count);
            count = read(in, buffer);
        }
        return total;
    }

    private static int read(InputStream in, byte[] buffer) {
        try {
            return in.read(buffer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private <R> R write(String name, Filler<R> filler) {
        Path path = path(name);
        try {
            Path parent = madeShelf(name);
            R result = fill(path, filler);
            sync(parent);
            return result;
        } catch (IOException e) {
            remove(path);
            throw new IllegalStateException("cannot write " + path, e);
        } catch (RuntimeException e) {
            remove(path);
            throw e;
        }
    }

    private static <R> R fill(Path path, Filler<R> filler) throws IOException {
        try (FileChannel out =
                FileChannel.open(path, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_ONLY)) {
            R result = filler.fill(out);
            out.force(true);
            return result;
        }
    }

    /** Makes the names in a directory durable. */
    private static void sync(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** The same bytes under new names, so that either can go without the other. */
    List<Segment> duplicate(List<Segment> segments) {
        List<Segment> copies = new ArrayList<>();
        try {
            for (Segment segment : segments) {
                String name = newName();
                Path shelf = madeShelf(name);
                Files.createLink(path(name), path(segment.file()));
                copies.add(new Segment(name, segment.size()));
                sync(shelf);
            }
            return copies;
        } catch (IOException e) {
            giveUp(copies);
            throw new IllegalStateException("cannot copy within " + directory, e);
        }
    }

    /** Keeps files readable until the lease is closed, whatever becomes of their objects. */
    Lease lease(List<Segment> segments) {
        List<String> files = names(segments);
        leases.take(files);
        return new Lease(() -> leases.giveBack(files).forEach(file -> remove(path(file))));
    }

    /** Says that no record names these files any more. */
    void giveUp(Collection<Segment> segments) {
        leases.giveUp(names(segments)).forEach(file -> remove(path(file)));
    }

    private static List<String> names(Collection<Segment> segments) {
        return segments.stream().map(Segment::file).toList();
    }

    Path path(String name) {
        return shelf(name).resolve(name);
    }

    /** Files are spread over directories, so that none gets too long. */
    private Path shelf(String name) {
        return directory.resolve(name.substring(0, 2));
    }

    private Path madeShelf(String name) throws IOException {
        Path shelf = shelf(name);
        if (!Files.isDirectory(shelf)) {
            Files.createDirectories(shelf);
            sync(directory);
        }
        return shelf;
    }

    /** Deletes every file that isn't named by a record. To be called before the first request. */
    void collect(Predicate<String> isNamed) {
        try (Stream<Path> found = Files.walk(directory, 2)) {
            found.filter(Files::isRegularFile)
                    .filter(file ->
                            isOurs(file) && !isNamed.test(file.getFileName().toString()))
                    .forEach(ObjectFiles::remove);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + directory, e);
        }
    }

    private boolean isOurs(Path file) {
        String name = file.getFileName().toString();
        return name.length() == 2 * NAME_BYTES && file.equals(path(name));
    }

    private String newName() {
        return HexFormat.of().formatHex(ids.bytes(NAME_BYTES));
    }

    /** What can't be deleted now is garbage, and goes at the next start. */
    private static void remove(Path path) {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            System.getLogger(ObjectFiles.class.getName()).log(System.Logger.Level.WARNING, "cannot delete " + path, e);
        }
    }
}
