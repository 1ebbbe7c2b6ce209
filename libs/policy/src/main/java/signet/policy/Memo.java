package signet.policy;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A function's last answers, in a table that never grows. A key has a few places that it may take, and pushes out another
 * when all are taken. Without locks: two threads may work out the same answer, or one lose the other's, and both are right,
 * for keys and answers are immutable and the function always answers a key alike.
 */
final class Memo<K, V> {
    private static final int WAYS = 4;

    private record Entry<K, V>(K key, V value) {}

    private final int size;
    private volatile @Nullable AtomicReferenceArray<@Nullable Entry<K, V>> places;
    private int turn;

    /** A memo of at most {@code size} answers, a power of two and at least {@value #WAYS}. */
    Memo(int size) {
        this.size = size;
    }

    /** The kept answer, or null. */
    @Nullable
    V known(K key) {
        AtomicReferenceArray<@Nullable Entry<K, V>> table = places;
        if (table == null) {
            return null;
        }
        int first = first(key);
        for (int place = first; place < first + WAYS; place++) {
            Entry<K, V> entry = table.getAcquire(place);
            if (entry != null && entry.key().equals(key)) {
                return entry.value();
            }
        }
        return null;
    }

    V put(K key, V value) {
        AtomicReferenceArray<@Nullable Entry<K, V>> table = places;
        if (table == null) {
            table = new AtomicReferenceArray<>(size);
            places = table;
        }
        int first = first(key);
        int place = first;
        while (place < first + WAYS && table.getAcquire(place) != null) {
            place++;
        }
        if (place == first + WAYS) {
            place = first + (turn++ & WAYS - 1);
        }
        table.setRelease(place, new Entry<>(key, value));
        return value;
    }

    /** A kept answer like this. */
    Optional<V> find(Predicate<V> like) {
        AtomicReferenceArray<@Nullable Entry<K, V>> table = places;
        for (int place = 0; table != null && place < size; place++) {
            Entry<K, V> entry = table.getAcquire(place);
            if (entry != null && like.test(entry.value())) {
                return Optional.of(entry.value());
            }
        }
        return Optional.empty();
    }

    /** How many answers it keeps now. */
    int kept() {
        AtomicReferenceArray<@Nullable Entry<K, V>> table = places;
        int kept = 0;
        for (int place = 0; table != null && place < size; place++) {
            kept += table.getAcquire(place) == null ? 0 : 1;
        }
        return kept;
    }

    private int first(K key) {
        int hash = key.hashCode() * 0x9E3779B9;
        return (hash >>> 16 ^ hash >>> 4) & size - WAYS;
    }
}
