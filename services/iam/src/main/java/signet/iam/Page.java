package signet.iam;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;

/**
 * One page of a listing. A page continues after the key that the marker holds, so entities that come and go between two
 * calls shift nothing.
 *
 * @param marker where the next page begins, null on the last one
 */
record Page<T>(List<T> items, @Nullable String marker) {
    private static final int DEFAULT_ITEMS = 100;
    private static final String PREFIX = "signet-page\n";

    Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of all items.
     *
     * @param all the items in the order of their keys
     * @param key what identifies an item and orders the items
     * @throws AwsError if the marker is none that a page of ours gave
     */
    static <T> Page<T> of(
            Collection<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer maxItems) {
        String after = marker == null ? "" : decode(marker);
        int limit = Objects.requireNonNullElse(maxItems, DEFAULT_ITEMS);
        List<T> rest = all.stream()
                .filter(item -> key.apply(item).compareTo(after) > 0)
                .limit(limit + 1L)
                .toList();
        if (rest.size() <= limit) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, limit);
        return new Page<>(items, encode(key.apply(items.getLast())));
    }

    boolean truncated() {
        return marker != null;
    }

    private static String encode(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String marker) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(marker), StandardCharsets.UTF_8);
            if (text.startsWith(PREFIX)) {
                return text.substring(PREFIX.length());
            }
        } catch (IllegalArgumentException e) {
            throw Faults.validation("Invalid Marker.");
        }
        throw Faults.validation("Invalid Marker.");
    }
}
