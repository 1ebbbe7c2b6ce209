package signet.snapshot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.Store;

/** Reads a whole store into a snapshot. What it does not understand it refuses: to leave it out might be to lose a Deny. */
final class Loader {
    private static final int PAGE = 10_000;

    private final Store store;
    private final RowCodec codec;
    private final Snapshot empty;
    private final Map<String, Table<?>> tables = new HashMap<>();
    private final Map<Table<?>, Batch<?>> loaded = new HashMap<>();

    /** What was read of one table. */
    private record Batch<T>(Table<T> table, SortedMap<String, T> byKey) {
        static <T> Batch<T> of(Table<T> table) {
            return new Batch<>(table, new TreeMap<>());
        }

        void add(RowCodec codec, String key, Entry entry) {
            byKey.put(key, codec.decode(table, entry.key(), entry.value()));
        }

        Rows<T> rows() {
            return Rows.of(table, byKey);
        }
    }

    Loader(Store store, RowCodec codec, List<Table<?>> tables) {
        this.store = store;
        this.codec = codec;
        this.empty = Snapshot.empty(tables);
        for (Table<?> table : tables) {
            if (this.tables.put(table.name(), table) != null) {
                throw new IllegalArgumentException("two tables are named " + table.name());
            }
        }
    }

    Snapshot load() {
        String from = KeyRange.ALL.fromInclusive();
        List<Entry> page;
        do {
            page = store.range(from, KeyRange.UNBOUNDED, PAGE);
            for (Entry entry : page) {
                add(entry);
                from = entry.key() + '\u0000';
            }
        } while (page.size() == PAGE);
        Map<Table<?>, Rows<?>> rows = new HashMap<>();
        loaded.forEach((table, batch) -> rows.put(table, batch.rows()));
        return empty.with(rows);
    }

    private void add(Entry entry) {
        if (entry.key().equals(State.HEAD)) {
            return;
        }
        int slash = entry.key().indexOf('/');
        Table<?> table = slash < 0 ? null : tables.get(entry.key().substring(0, slash));
        if (table == null) {
            throw new StateUnavailableException("the record " + entry.key()
                    + " of the data directory is of no kind that this version of Signet knows");
        }
        loaded.computeIfAbsent(table, Batch::of).add(codec, entry.key().substring(slash + 1), entry);
    }
}
