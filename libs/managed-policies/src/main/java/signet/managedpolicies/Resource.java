package signet.managedpolicies;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The files that the build makes; read when first needed, and again if memory ran short meanwhile. */
final class Resource {
    /** A deflated block for each policy: its newest document. */
    static final Resource DOCUMENTS = new Resource("documents.bin");

    /** A deflated block for each policy: its older documents. */
    static final Resource HISTORY = new Resource("history.bin");

    private final String file;
    private volatile SoftReference<byte @Nullable []> cached = new SoftReference<>(null);

    private Resource(String file) {
        this.file = file;
    }

    /** Every policy's name, dates, versions and lengths of its blocks. */
    static byte[] index() {
        return read("index.bin");
    }

    byte[] slice(int start, int length) {
        byte @Nullable [] bytes = cached.get();
        if (bytes == null) {
            bytes = read(file);
            cached = new SoftReference<>(bytes);
        }
        return Arrays.copyOfRange(bytes, start, start + length);
    }

    private static byte[] read(String file) {
        try (InputStream in = Objects.requireNonNull(Resource.class.getResourceAsStream(file), file)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
