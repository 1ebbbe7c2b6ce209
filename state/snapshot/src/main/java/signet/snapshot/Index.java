package signet.snapshot;

import java.util.Collection;
import java.util.function.Function;

/**
 * A way to find records of a table by something other than their key. Made by {@link Table#index}.
 *
 * @param <T> the record
 */
public final class Index<T> {
    private final Table<T> table;
    private final int position;
    private final Function<T, Collection<String>> values;

    Index(Table<T> table, int position, Function<T, Collection<String>> values) {
        this.table = table;
        this.position = position;
        this.values = values;
    }

    Table<T> table() {
        return table;
    }

    int position() {
        return position;
    }

    Collection<String> valuesOf(T row) {
        return values.apply(row);
    }
}
