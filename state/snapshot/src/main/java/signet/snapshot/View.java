package signet.snapshot;

import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * The control plane at one moment: an immutable value. A request takes one view and works on it to its end, so it never
 * sees half of another request's change.
 */
public interface View {
    /** The record under a key. */
    <T> Optional<T> get(Table<T> table, String key);

    /** All records whose key begins with the prefix, in the order of their keys. */
    <T> SortedMap<String, T> under(Table<T> table, String prefix);

    /** The records that an index lists under a value, in the order of their keys. */
    <T> List<T> find(Index<T> index, String value);

    /**
     * How many records an index lists under a value whose key begins with the prefix; to say so takes no longer for many than
     * for few.
     */
    <T> int count(Index<T> index, String value, String keyPrefix);

    /**
     * The same moment as whoever decides sees it: this view itself, or an older one of identities where changes take time
     * to take effect (see {@link Propagation}).
     */
    default View effective() {
        return this;
    }

    /** The one record that an index lists under a value, if any; the first of them if it lists several. */
    default <T> Optional<T> findOne(Index<T> index, String value) {
        return find(index, value).stream().findFirst();
    }
}
