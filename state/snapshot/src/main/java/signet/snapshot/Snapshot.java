package signet.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;

/** The state at one moment, immutable. */
final class Snapshot implements View {
    private final Map<Table<?>, Rows<?>> tables;

    private Snapshot(Map<Table<?>, Rows<?>> tables) {
        this.tables = tables;
    }

    static Snapshot empty(List<Table<?>> tables) {
        Map<Table<?>, Rows<?>> rows = new HashMap<>();
        tables.forEach(table -> rows.put(table, Rows.empty(table)));
        return new Snapshot(rows);
    }

    @Override
    public <T> Optional<T> get(Table<T> table, String key) {
        return rows(table).get(key);
    }

    @Override
    public <T> SortedMap<String, T> under(Table<T> table, String prefix) {
        return rows(table).under(prefix);
    }

    @Override
    public <T> List<T> find(Index<T> index, String value) {
        return rows(index.table()).find(index, value);
    }

    @Override
    public <T> int count(Index<T> index, String value, String keyPrefix) {
        return rows(index.table()).count(index, value, keyPrefix);
    }

    Snapshot with(Map<Table<?>, Rows<?>> changed) {
        Map<Table<?>, Rows<?>> next = new HashMap<>(tables);
        next.putAll(changed);
        return new Snapshot(next);
    }

    @SuppressWarnings("unchecked") // the map holds Rows<T> under Table<T>, by construction
    <T> Rows<T> rows(Table<T> table) {
        Rows<?> rows = tables.get(table);
        if (rows == null) {
            throw new IllegalArgumentException("the state was not opened with table " + table.name());
        }
        return (Rows<T>) rows;
    }
}
