package signet.model;

import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What Amazon's model allows of a value: for text its length in UTF-16 units, for lists their size, for numbers their value; a
 * regular expression that the whole text must match; the values of an enumeration (empty: not one).
 */
public final class Constraints {
    public static final Constraints NONE = new Constraints(null, null, null, List.of());

    private static final int LONG_TEXT = 4096;

    private final @Nullable Long min;
    private final @Nullable Long max;
    private final @Nullable String pattern;
    private final List<String> enumValues;
    private volatile @Nullable Pattern compiled;

    private Constraints(@Nullable Long min, @Nullable Long max, @Nullable String pattern, List<String> enumValues) {
        this.min = min;
        this.max = max;
        this.pattern = pattern;
        this.enumValues = enumValues;
    }

    public static Constraints of(
            @Nullable Long min, @Nullable Long max, @Nullable String pattern, String... enumValues) {
        return new Constraints(min, max, pattern, List.of(enumValues));
    }

    public @Nullable Long min() {
        return min;
    }

    public @Nullable Long max() {
        return max;
    }

    /** The expression as Amazon publishes it. */
    public @Nullable String pattern() {
        return pattern;
    }

    public List<String> enumValues() {
        return enumValues;
    }

    /** Whether the size or value {@code n} is not below the minimum. */
    public boolean reachesMinimum(long n) {
        return min == null || n >= min;
    }

    /** Whether the size or value {@code n} is not above the maximum. */
    public boolean keepsMaximum(long n) {
        return max == null || n <= max;
    }

    /**
     * Whether the whole of {@code text} matches the pattern, if there is one. A text far longer than the maximum is not looked at:
     * its length is fault enough, and the matcher's stack grows with the text for some of Amazon's patterns.
     */
    public boolean matches(String text) {
        if (pattern == null || (text.length() > LONG_TEXT && !keepsMaximum(text.length()))) {
            return true;
        }
        Pattern ready = compiled;
        if (ready == null) {
            ready = Pattern.compile(pattern);
            compiled = ready;
        }
        return ready.matcher(text).matches();
    }

    /** Whether {@code text} is one of the enumeration's values, if there are any. */
    public boolean lists(String text) {
        return enumValues.isEmpty() || enumValues.contains(text);
    }
}
