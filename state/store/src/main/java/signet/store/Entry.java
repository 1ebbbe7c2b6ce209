package signet.store;

import java.util.Arrays;

/**
 * One committed key.
 *
 * @param value the bytes; copied here and on every read
 * @param modifiedRevision the revision of the transaction that wrote it last, which a {@link Condition} may expect
 */
// The record copies the array in and out and compares its contents.
@SuppressWarnings("ArrayRecordComponent")
public record Entry(String key, byte[] value, long modifiedRevision) {
    public Entry {
        Keys.check(key);
        value = value.clone();
        if (modifiedRevision < 1) {
            throw new IllegalArgumentException("a revision is positive, not " + modifiedRevision);
        }
    }

    @Override
    public byte[] value() {
        return value.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that
                && key.equals(that.key)
                && modifiedRevision == that.modifiedRevision
                && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return 31 * key.hashCode() + Long.hashCode(modifiedRevision);
    }

    @Override
    public String toString() {
        return "Entry[" + key + ", " + value.length + " bytes, revision " + modifiedRevision + "]";
    }
}
