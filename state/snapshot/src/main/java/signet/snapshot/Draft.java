package signet.snapshot;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import signet.store.Write;

/** A change being prepared on top of a snapshot. */
final class Draft implements Transaction {
    private final Snapshot base;
    private final RowCodec codec;
    private final @Nullable View effective;
    private final Map<Table<?>, Rows<?>> changed = new HashMap<>();
    private final Map<String, Write> writes = new HashMap<>();
    private boolean ended;

    /** @param effective what is in force before this change; null where a change is in force at once */
    Draft(Snapshot base, RowCodec codec, @Nullable View effective) {
        this.base = base;
        this.codec = codec;
        this.effective = effective;
    }

    @Override
    public View effective() {
        return effective == null ? this : effective;
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

    @Override
    public <T> void put(Table<T> table, String key, T row) {
        if (key.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("a key has no control characters");
        }
        String storeKey = table.storeKey(key);
        changed.put(table, rows(table).with(key, row));
        writes.put(storeKey, new Write.Put(storeKey, codec.encode(row)));
    }

    @Override
    public <T> void delete(Table<T> table, String key) {
        if (rows(table).get(key).isPresent()) {
            String storeKey = table.storeKey(key);
            changed.put(table, rows(table).without(key));
            writes.put(storeKey, new Write.Delete(storeKey));
        }
    }

    /** From now on nothing can be read or written through it: what comes too late is not silently lost. */
    void end() {
        ended = true;
    }

    List<Write> writes() {
        return new ArrayList<>(writes.values());
    }

    Snapshot result() {
        return base.with(changed);
    }

    @SuppressWarnings("unchecked") // the map holds Rows<T> under Table<T>, by construction
    private <T> Rows<T> rows(Table<T> table) {
        if (ended) {
            throw new IllegalStateException("the transaction has ended");
        }
        Rows<?> mine = changed.get(table);
        return mine == null ? base.rows(table) : (Rows<T>) mine;
    }
}
