package signet.iam;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A part of what a listing pages through, sorted already: what lies before a page costs nothing.
 *
 * @param rank what the part's keys begin with, by which parts are ordered; none is the beginning of another's
 * @param rows the records by their keys
 * @param wanted which records are listed
 * @param shown what is listed of a record
 */
record Part<R, T>(String rank, SortedMap<String, R> rows, Predicate<R> wanted, Function<R, T> shown) {
    /** Just above every key that begins with the text before it. */
    private static final char NEXT = '\u0000';

    /** An item of a listing, and the key that orders it. */
    record Keyed<T>(String key, T item) {}

    /** The items whose keys come after this one. */
    Stream<Keyed<T>> after(String key) {
        return rest(key).entrySet().stream()
                .filter(row -> wanted.test(row.getValue()))
                .map(row -> new Keyed<>(rank + row.getKey(), shown.apply(row.getValue())));
    }

    private SortedMap<String, R> rest(String key) {
        if (key.startsWith(rank)) {
            return rows.tailMap(key.substring(rank.length()) + NEXT);
        }
        return rank.compareTo(key) > 0 ? rows : new TreeMap<>();
    }
}
