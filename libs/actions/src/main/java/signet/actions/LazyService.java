package signet.actions;

import org.jspecify.annotations.Nullable;

/** A service's block, decoded when first asked for; two threads may both decode it, to the same. */
final class LazyService {
    private final String prefix;
    private final byte[] bytes;
    private final int start;
    private volatile @Nullable Service service;

    LazyService(String prefix, byte[] bytes, int start) {
        this.prefix = prefix;
        this.bytes = bytes;
        this.start = start;
    }

    Service get() {
        Service known = service;
        if (known == null) {
            known = new ServiceReader(prefix, new ByteReader(bytes, start)).read();
            service = known;
        }
        return known;
    }
}
