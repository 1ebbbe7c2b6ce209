package signet.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * A function's code: a zip archive (Lambda Developer Guide, "Lambda quotas": 250 MB unzipped). It is never unpacked on the
 * host: its files go as a stream into the sandbox, so whatever an archive's names try, they try it there.
 */
public final class CodeArchive {
    /** How large all files together may be, in bytes. */
    public static final long LARGEST = 262_144_000;

    private static final int MOST_ENTRIES = 100_000;
    private static final int LONGEST_NAME = 1024;
    private static final int BLOCK = 64 * 1024;

    private CodeArchive() {}

    /**
     * Reads an archive to its end.
     *
     * @throws BadCodeException if it cannot be taken; how large it is is counted, whatever its own headers say
     */
    public static void check(Path zip) throws BadCodeException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            if (archive.size() == 0) {
                throw new BadCodeException(BadCodeException.Reason.EMPTY);
            }
            if (archive.size() > MOST_ENTRIES) {
                throw new BadCodeException(BadCodeException.Reason.TOO_LARGE);
            }
            check(archive);
        } catch (IOException | IllegalArgumentException e) {
            throw new BadCodeException(BadCodeException.Reason.NOT_READABLE);
        }
    }

    private static void check(ZipFile archive) throws IOException, BadCodeException {
        long total = 0;
        byte[] buffer = new byte[BLOCK];
        Set<String> names = new HashSet<>();
        for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
            ZipEntry entry = all.nextElement();
            if (!isInside(entry.getName()) || !names.add(entry.getName())) {
                throw new BadCodeException(BadCodeException.Reason.NOT_READABLE);
            }
            if (entry.isDirectory()) {
                continue;
            }
            try (InputStream in = archive.getInputStream(entry)) {
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    total += n;
                    if (total > LARGEST) {
                        throw new BadCodeException(BadCodeException.Reason.TOO_LARGE);
                    }
                }
            }
        }
    }

    /** Whether a name is that of a place in the archive's own directory. */
    static boolean isInside(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME || name.startsWith("/")) {
            return false;
        }
        if (name.indexOf('\\') >= 0 || name.indexOf('\0') >= 0) {
            return false;
        }
        String path = name.endsWith("/") ? name.substring(0, name.length() - 1) : name;
        return List.of(path.split("/", -1)).stream()
                .noneMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."));
    }

    /**
     * Writes the files of an archive that was {@linkplain #check checked} as a tar archive, below {@code directory}.
     *
     * @throws IOException if it cannot be read or written, or is not the archive that was checked
     */
    static void writeTar(Path zip, String directory, TarWriter out) throws IOException {
        try (ZipFile archive = new ZipFile(zip.toFile())) {
            for (Enumeration<? extends ZipEntry> all = archive.entries(); all.hasMoreElements(); ) {
                ZipEntry entry = all.nextElement();
                if (!isInside(entry.getName())) {
                    throw new IOException("not a file's name: " + entry.getName());
                }
                String name = directory + "/" + entry.getName();
                if (entry.isDirectory()) {
                    out.directory(name);
                } else {
                    try (InputStream in = archive.getInputStream(entry)) {
                        out.file(name, entry.getSize(), in);
                    }
                }
            }
        }
    }

    /** A {@link TarWriter} onto a stream. */
    static TarWriter tar(OutputStream out) {
        return new TarWriter(out);
    }
}
