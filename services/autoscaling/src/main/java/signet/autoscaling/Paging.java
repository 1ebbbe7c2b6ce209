package signet.autoscaling;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;

/** Answers in pages. A page goes on after the key of the last thing of the page before. */
final class Paging {
    private static final int USUAL = 50;
    private static final int MOST = 100;
    private static final String MARK = "after:";

    private Paging() {}

    /**
     * One page.
     *
     * @param nextToken null on the last page
     */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    /** Whether something is named, or nothing in particular is. */
    static <T> Predicate<T> among(@Nullable List<String> names, Function<T, String> name) {
        return thing -> names == null || names.isEmpty() || names.contains(name.apply(thing));
    }

    /** A page of things in the order of their keys. */
    static <T> Page<T> page(
            List<T> things, Function<T, String> key, @Nullable Integer maxRecords, @Nullable String token) {
        String after = token == null ? "" : open(token);
        List<T> rest = things.stream()
                .sorted(Comparator.comparing(key))
                .filter(thing -> key.apply(thing).compareTo(after) > 0)
                .toList();
        return cut(rest, key, maxRecords);
    }

    /** A page of things that have an order of their own. */
    static <T> Page<T> inOrder(
            List<T> things, Function<T, String> key, @Nullable Integer maxRecords, @Nullable String token) {
        if (token == null) {
            return cut(things, key, maxRecords);
        }
        String after = open(token);
        List<T> rest = things.stream()
                .dropWhile(thing -> !key.apply(thing).equals(after))
                .skip(1)
                .toList();
        return cut(rest, key, maxRecords);
    }

    private static <T> Page<T> cut(List<T> rest, Function<T, String> key, @Nullable Integer maxRecords) {
        int size = maxRecords == null ? USUAL : Math.clamp(maxRecords, 1, MOST);
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, size);
        String last = MARK + key.apply(items.getLast());
        return new Page<>(
                items, Base64.getUrlEncoder().withoutPadding().encodeToString(last.getBytes(StandardCharsets.UTF_8)));
    }

    private static String open(String token) {
        try {
            String text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
            if (text.startsWith(MARK)) {
                return text.substring(MARK.length());
            }
        } catch (IllegalArgumentException e) {
            throw badToken();
        }
        throw badToken();
    }

    private static AwsError badToken() {
        return AwsError.of("InvalidNextToken", 400, "The token is invalid.");
    }
}
