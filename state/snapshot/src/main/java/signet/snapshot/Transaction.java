package signet.snapshot;

/** A change being prepared: a view that already shows its own writes. All of them take effect together, or none. */
public interface Transaction extends View {
    /** Writes a record under a key, replacing what was there. */
    <T> void put(Table<T> table, String key, T row);

    /** Removes the record under a key; nothing happens when there is none. */
    <T> void delete(Table<T> table, String key);
}
