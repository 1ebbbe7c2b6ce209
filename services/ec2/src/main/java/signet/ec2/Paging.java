package signet.ec2;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Answers in pages. A page goes on after the key of the last thing of the page before, so that what is made or removed
 * in between neither repeats nor hides anything else.
 */
final class Paging {
    private static final String MARK = "after:";

    private Paging() {}

    /**
     * One page.
     *
     * @param nextToken null on the last page
     */
    record Page<T>(List<T> items, @Nullable String nextToken) {}

    /**
     * The things of one page.
     *
     * @param sorted in the order of their keys
     * @param least the smallest page that the operation allows
     */
    static <T> Page<T> page(
            List<T> sorted,
            Function<T, String> key,
            @Nullable Integer maxResults,
            @Nullable String token,
            int least,
            int most) {
        check(maxResults, least, most);
        String after = token == null ? "" : open(token);
        List<T> rest = sorted.stream()
                .filter(thing -> key.apply(thing).compareTo(after) > 0)
                .toList();
        int size = maxResults == null ? rest.size() : maxResults;
        if (rest.size() <= size) {
            return new Page<>(rest, null);
        }
        List<T> items = rest.subList(0, size);
        return new Page<>(items, seal(key.apply(items.getLast())));
    }

    private static void check(@Nullable Integer maxResults, int least, int most) {
        if (maxResults == null) {
            return;
        }
        if (maxResults < least) {
            throw Errors.invalidValue("Value ( " + maxResults
                    + " ) for parameter maxResults is invalid. Expecting a value greater than " + least + ".");
        }
        if (maxResults > most) {
            throw Errors.invalidValue("Value ( " + maxResults
                    + " ) for parameter maxResults is invalid. Expecting a value less than " + most + ".");
        }
    }

    private static String seal(String key) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString((MARK + key).getBytes(StandardCharsets.UTF_8));
    }

    private static String open(String token) {
        String text;
        try {
            text = new String(Base64.getUrlDecoder().decode(token), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw badToken();
        }
        if (!text.startsWith(MARK)) {
            throw badToken();
        }
        return text.substring(MARK.length());
    }

    private static signet.model.AwsError badToken() {
        return Errors.of("InvalidNextToken", "The specified NextToken is not valid.");
    }
}
