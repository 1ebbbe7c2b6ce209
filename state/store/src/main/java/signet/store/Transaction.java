package signet.store;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Writes that are applied together if all conditions hold at that moment, else not at all.
 *
 * @param conditions checked against the state before the writes
 * @param writes at most one a key, as in etcd
 */
public record Transaction(List<Condition> conditions, List<Write> writes) {
    public Transaction {
        conditions = List.copyOf(conditions);
        writes = List.copyOf(writes);
        Set<String> keys = new HashSet<>();
        for (Write write : writes) {
            if (!keys.add(write.key())) {
                throw new IllegalArgumentException("a transaction writes a key once: " + write.key());
            }
        }
    }

    /** A transaction without conditions. */
    public static Transaction of(Write... writes) {
        return new Transaction(List.of(), List.of(writes));
    }
}
