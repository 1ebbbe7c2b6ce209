package signet.s3;

import signet.store.Condition;

/**
 * A record of the index, and the revision at which it was read.
 *
 * @param storeKey its key in the store
 */
record Indexed<T>(String storeKey, T value, long revision) {
    /** The condition that it hasn't changed since. */
    Condition unchanged() {
        return new Condition(storeKey, revision);
    }
}
