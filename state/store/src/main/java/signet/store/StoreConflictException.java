package signet.store;

/** A condition of a transaction did not hold; nothing was applied. */
public final class StoreConflictException extends StoreException {
    private static final long serialVersionUID = 1L;

    /** The key whose condition failed. */
    private final String key;

    /** The revision that the key has; 0 = it is absent. */
    private final long actualRevision;

    public StoreConflictException(Condition condition, long actualRevision) {
        super("key " + condition.key() + " is at revision " + actualRevision + ", not " + condition.expectedRevision());
        this.key = condition.key();
        this.actualRevision = actualRevision;
    }

    /** The key whose condition failed. */
    public String key() {
        return key;
    }

    /** The revision that the key has; 0 = it is absent. */
    public long actualRevision() {
        return actualRevision;
    }
}
