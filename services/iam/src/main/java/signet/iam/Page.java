package signet.iam;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;

/**
 * One page of a listing. A page continues after the key that the marker holds, so entities that come and go between two
 * calls shift nothing. Markers need no secret: one that a client makes up begins a page of what it may list anyway.
 *
 * @param marker where the next page begins, null on the last one
 */
record Page<T>(List<T> items, @Nullable String marker) {
    private static final int DEFAULT_ITEMS = 100;
    private static final String PREFIX = "signet-page\n";

    /** A marker has 320 characters at most; of a longer key it holds the beginning and a digest. */
    private static final int LONGEST_KEY = 160;

    private static final int DIGEST_BYTES = 16;

    Page {
        items = List.copyOf(items);
    }

    /**
     * Cuts a page out of all items, which takes as long as there are items: for what an account has few of.
     *
     * @param all the items in the order of their keys
     * @param key what identifies an item and orders the items
     * @throws AwsError if the marker is none that a page of ours gave
     */
    static <T> Page<T> of(
            Collection<T> all, Function<T, String> key, @Nullable String marker, @Nullable Integer maxItems) {
        String after = marker == null ? "" : after(decode(marker), all, key);
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

    /**
     * Cuts a page out of parts, in the order of their ranks.
     *
     * @throws AwsError if the marker is none that a page of ours gave
     */
    static <T> Page<T> of(List<Part<?, T>> parts, @Nullable String marker, @Nullable Integer maxItems) {
        String after = marker == null ? "" : decode(marker);
        int limit = Objects.requireNonNullElse(maxItems, DEFAULT_ITEMS);
        List<Part.Keyed<T>> rest = parts.stream()
                .flatMap(part -> part.after(after))
                .limit(limit + 1L)
                .toList();
        List<T> items = rest.stream().limit(limit).map(Part.Keyed::item).toList();
        return new Page<>(
                items, rest.size() <= limit ? null : encode(rest.get(limit - 1).key()));
    }

    boolean truncated() {
        return marker != null;
    }

    private static String encode(String key) {
        String held = key.length() <= LONGEST_KEY ? key : key.substring(0, LONGEST_KEY) + "\n" + digest(key);
        return Base64.getUrlEncoder().withoutPadding().encodeToString((PREFIX + held).getBytes(StandardCharsets.UTF_8));
    }

    /** The key that a marker stands for; where its item is gone by now, what comes before all that begin like it. */
    private static <T> String after(String held, Collection<T> all, Function<T, String> key) {
        int end = held.indexOf('\n');
        if (end < 0) {
            return held;
        }
        String beginning = held.substring(0, end);
        String digest = held.substring(end + 1);
        return all.stream()
                .map(key)
                .filter(candidate ->
                        candidate.startsWith(beginning) && digest(candidate).equals(digest))
                .findFirst()
                .orElse(beginning);
    }

    private static String digest(String key) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(key.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
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
