package signet.store;

import java.util.List;

/**
 * One committed transaction, as a watch reports it.
 *
 * @param writes in the order of the transaction
 */
public record Change(long revision, List<Write> writes) {
    public Change {
        writes = List.copyOf(writes);
        if (revision < 1) {
            throw new IllegalArgumentException("a revision is positive, not " + revision);
        }
    }
}
