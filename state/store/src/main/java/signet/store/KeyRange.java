package signet.store;

/**
 * A range of keys.
 *
 * @param fromInclusive the first key; {@code ""} is before every key
 * @param toExclusive the key that ends the range; {@link #UNBOUNDED} is after every key
 */
public record KeyRange(String fromInclusive, String toExclusive) {
    /** As the end of a range: after every key. */
    public static final String UNBOUNDED = "";

    /** Every key. */
    public static final KeyRange ALL = new KeyRange("", UNBOUNDED);

    public KeyRange {
        if (!fromInclusive.isEmpty()) {
            Keys.check(fromInclusive);
        }
        if (!toExclusive.isEmpty()) {
            Keys.check(toExclusive);
        }
    }

    /** Exactly the keys that start with a prefix; all keys for {@code ""}. */
    public static KeyRange ofPrefix(String prefix) {
        int end = prefix.length();
        while (end > 0) {
            int last = prefix.codePointBefore(end);
            int start = end - Character.charCount(last);
            if (last < Character.MAX_CODE_POINT) {
                return new KeyRange(prefix, prefix.substring(0, start) + Character.toString(next(last)));
            }
            end = start;
        }
        return new KeyRange(prefix, UNBOUNDED);
    }

    /** Whether a key lies in the range. */
    public boolean contains(String key) {
        return Keys.ORDER.compare(fromInclusive, key) <= 0
                && (toExclusive.isEmpty() || Keys.ORDER.compare(key, toExclusive) < 0);
    }

    private static int next(int codePoint) {
        return codePoint + 1 == Character.MIN_SURROGATE ? Character.MAX_SURROGATE + 1 : codePoint + 1;
    }
}
