package signet.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.pcollections.TreePMap;

/**
 * One table's records and indexes, as persistent maps: a changed copy shares all but a few nodes with the original. An
 * index is a map from value, a separator and the record's key.
 */
record Rows<T>(Table<T> table, TreePMap<String, T> byKey, List<TreePMap<String, T>> indexes) {
    private static final char SEPARATOR = '\u0000';

    static <T> Rows<T> empty(Table<T> table) {
        return new Rows<>(
                table,
                TreePMap.empty(),
                table.indexes().stream()
                        .map(index -> TreePMap.<String, T>empty())
                        .toList());
    }

    /** Many records at once: the maps are built from sorted ones, of which no version but the last is made. */
    static <T> Rows<T> of(Table<T> table, SortedMap<String, T> byKey) {
        return new Rows<>(
                table,
                TreePMap.fromSortedMap(byKey),
                table.indexes().stream()
                        .map(index -> TreePMap.fromSortedMap(listed(index, byKey)))
                        .toList());
    }

    private static <T> SortedMap<String, T> listed(Index<T> index, SortedMap<String, T> byKey) {
        SortedMap<String, T> listed = new TreeMap<>();
        byKey.forEach((key, row) -> index.valuesOf(row).forEach(value -> listed.put(indexKey(value, key), row)));
        return listed;
    }

    private static String indexKey(String value, String key) {
        if (value.indexOf(SEPARATOR) >= 0) {
            throw new IllegalArgumentException("an indexed value has no control characters");
        }
        return value + SEPARATOR + key;
    }

    Optional<T> get(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    SortedMap<String, T> under(String prefix) {
        return under(byKey, prefix);
    }

    List<T> find(Index<T> index, String value) {
        return List.copyOf(
                under(indexes.get(index.position()), value + SEPARATOR).values());
    }

    int count(Index<T> index, String value, String keyPrefix) {
        return under(indexes.get(index.position()), value + SEPARATOR + keyPrefix)
                .size();
    }

    Rows<T> with(String key, T row) {
        Rows<T> without = without(key);
        return new Rows<>(
                table,
                without.byKey.plus(key, row),
                table.indexes().stream()
                        .map(index -> listed(without.indexes.get(index.position()), index, key, row))
                        .toList());
    }

    Rows<T> without(String key) {
        T old = byKey.get(key);
        if (old == null) {
            return this;
        }
        return new Rows<>(
                table,
                byKey.minus(key),
                table.indexes().stream()
                        .map(index -> unlisted(indexes.get(index.position()), index, key, old))
                        .toList());
    }

    private static <T> SortedMap<String, T> under(TreePMap<String, T> map, String prefix) {
        int end = prefix.length();
        while (end > 0 && prefix.charAt(end - 1) == Character.MAX_VALUE) {
            end--;
        }
        if (end == 0) {
            return map.tailMap(prefix);
        }
        char next = (char) (prefix.charAt(end - 1) + 1);
        return map.subMap(prefix, prefix.substring(0, end - 1) + next);
    }

    private static <T> TreePMap<String, T> listed(TreePMap<String, T> map, Index<T> index, String key, T row) {
        TreePMap<String, T> result = map;
        for (String value : index.valuesOf(row)) {
            result = result.plus(indexKey(value, key), row);
        }
        return result;
    }

    private static <T> TreePMap<String, T> unlisted(TreePMap<String, T> map, Index<T> index, String key, T row) {
        TreePMap<String, T> result = map;
        for (String value : index.valuesOf(row)) {
            result = result.minus(value + SEPARATOR + key);
        }
        return result;
    }
}
