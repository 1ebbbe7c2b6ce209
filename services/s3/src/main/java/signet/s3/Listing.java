package signet.s3;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.store.KeyRange;
import signet.store.Keys;

/**
 * One page of a listing: rows in the order of their keys, those that share a prefix up to a delimiter rolled up into one
 * (S3 User Guide, "Organizing objects using prefixes"). It goes on after a key, so what is added or deleted between two
 * pages neither repeats nor hides anything else.
 *
 * @param rows what was found
 * @param groups the common prefixes
 * @param truncated whether there is more
 * @param last where the next page goes on
 */
record Listing<T>(List<T> rows, List<String> groups, boolean truncated, String last) {
    private static final int CHUNK = 1000;

    Listing {
        rows = List.copyOf(rows);
        groups = List.copyOf(groups);
    }

    /**
     * A row to be listed.
     *
     * @param place its place in the order
     * @param name what prefix and delimiter apply to; the place begins with it
     */
    record Row<T>(String place, String name, T value) {}

    /** Rows from one place to another, in order; {@code ""} as an end is after all. */
    interface Source<T> {
        List<Row<T>> rows(String fromInclusive, String toExclusive, int limit);
    }

    /**
     * What is asked for.
     *
     * @param delimiter empty for none
     * @param after the place after which to begin, empty for the beginning
     */
    record Query(String prefix, String delimiter, String after, int limit) {
        /** The common prefix that a name is rolled up into, null when it stands for itself. */
        @Nullable
        String group(String name) {
            int at = delimiter.isEmpty() ? -1 : name.indexOf(delimiter, prefix.length());
            return at < 0 ? null : name.substring(0, at + delimiter.length());
        }

        /** The first place of the page; null when there can be none. */
        @Nullable
        String start() {
            if (after.isEmpty() || Keys.ORDER.compare(after, prefix) < 0) {
                return prefix;
            }
            boolean afterGroup = after.startsWith(prefix) && after.equals(group(after));
            return afterGroup ? afterAll(after) : after + '\0';
        }

        private static @Nullable String afterAll(String prefix) {
            String end = KeyRange.ofPrefix(prefix).toExclusive();
            return end.isEmpty() ? null : end;
        }
    }

    static <T> Listing<T> of(Query query, Source<T> source) {
        if (query.limit() == 0) {
            return new Listing<>(List.of(), List.of(), false, "");
        }
        String end = KeyRange.ofPrefix(query.prefix()).toExclusive();
        List<T> rows = new ArrayList<>();
        List<String> groups = new ArrayList<>();
        String last = query.after();
        String from = query.start();
        while (from != null && (end.isEmpty() || Keys.ORDER.compare(from, end) < 0)) {
            int size = query.delimiter().isEmpty() ? Math.min(CHUNK, query.limit() - rows.size() + 1) : CHUNK;
            List<Row<T>> chunk = source.rows(from, end, size);
            String open = null;
            for (Row<T> row : chunk) {
                if (open != null && row.name().startsWith(open)) {
                    continue;
                }
                if (rows.size() + groups.size() == query.limit()) {
                    return new Listing<>(rows, groups, true, last);
                }
                open = query.group(row.name());
                if (open == null) {
                    rows.add(row.value());
                    last = row.place();
                } else {
                    groups.add(open);
                    last = open;
                }
            }
            boolean more = chunk.size() == size;
            String next =
                    open != null ? Query.afterAll(open) : more ? chunk.getLast().place() + '\0' : null;
            from = more ? next : null;
        }
        return new Listing<>(rows, groups, false, "");
    }
}
