package signet.snapshot;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/**
 * One kind of record of the control plane: its name, which is also the prefix of its keys in the store, its class, and
 * the indexes that every snapshot keeps of it. Keys are text without control characters; by convention they begin with
 * the account, as in {@code 123456789012/alice}.
 *
 * @param <T> the record, an immutable value that Jackson can write and read back
 */
public final class Table<T> {
    private final String name;
    private final Class<T> type;
    private final List<Index<T>> indexes = new ArrayList<>();

    private Table(String name, Class<T> type) {
        this.name = Objects.requireNonNull(name);
        this.type = Objects.requireNonNull(type);
    }

    /**
     * Declares a table.
     *
     * @param name letters, digits and dashes
     * @param type the record's class
     */
    public static <T> Table<T> of(String name, Class<T> type) {
        if (!name.matches("[a-z0-9-]+")) {
            throw new IllegalArgumentException("a table's name has letters, digits and dashes only: " + name);
        }
        return new Table<>(name, type);
    }

    /**
     * Declares an index: for each record the values under which it can be found. To be called while the table is being
     * declared, before any state is opened with it.
     */
    public Index<T> index(Function<T, Collection<String>> values) {
        Index<T> index = new Index<>(this, indexes.size(), values);
        indexes.add(index);
        return index;
    }

    /** The table's name. */
    public String name() {
        return name;
    }

    Class<T> type() {
        return type;
    }

    List<Index<T>> indexes() {
        return indexes;
    }

    String storeKey(String key) {
        return name + "/" + key;
    }
}
