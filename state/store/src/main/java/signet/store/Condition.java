package signet.store;

/**
 * What a transaction demands of a key before it is applied.
 *
 * @param expectedRevision the {@link Entry#modifiedRevision} that the key must have; 0 = the key must be absent
 */
public record Condition(String key, long expectedRevision) {
    public Condition {
        Keys.check(key);
        if (expectedRevision < 0) {
            throw new IllegalArgumentException("a revision is not negative: " + expectedRevision);
        }
    }

    /** The key must not exist. */
    public static Condition absent(String key) {
        return new Condition(key, 0);
    }

    /** The key must not have changed since this entry was read. */
    public static Condition unchanged(Entry entry) {
        return new Condition(entry.key(), entry.modifiedRevision());
    }
}
