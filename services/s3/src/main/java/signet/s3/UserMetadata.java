package signet.s3;

import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The user's own metadata of an object: at most 2 KB, names and values together. */
final class UserMetadata {
    private static final int MAX_BYTES = 2048;

    private UserMetadata() {}

    static SortedMap<String, String> of(@Nullable Map<String, String> sent) {
        if (sent == null) {
            return Collections.emptySortedMap();
        }
        int size = 0;
        for (Map.Entry<String, String> entry : sent.entrySet()) {
            size += bytes(entry.getKey()) + bytes(entry.getValue());
        }
        if (size > MAX_BYTES) {
            throw Faults.badRequest(
                            "MetadataTooLarge", "Your metadata headers exceed the maximum allowed metadata size")
                    .with("Size", Integer.toString(size))
                    .with("MaxSizeAllowed", Integer.toString(MAX_BYTES));
        }
        return new TreeMap<>(sent);
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
