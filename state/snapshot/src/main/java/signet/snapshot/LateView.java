package signet.snapshot;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The state at one moment while changes are still to take effect.
 *
 * @param now with all changes
 * @param effective without those that are not in force
 * @param rows the tables in {@code effective} that may differ from {@code now}
 */
record LateView(Snapshot now, Snapshot effective, Map<Table<?>, Rows<?>> rows) implements View {
    @Override
    public <T> Optional<T> get(Table<T> table, String key) {
        return now.get(table, key);
    }

    @Override
    public <T> SortedMap<String, T> under(Table<T> table, String prefix) {
        return now.under(table, prefix);
    }

    @Override
    public <T> List<T> find(Index<T> index, String value) {
        return now.find(index, value);
    }

    @Override
    public <T> int count(Index<T> index, String value, String keyPrefix) {
        return now.count(index, value, keyPrefix);
    }
}
