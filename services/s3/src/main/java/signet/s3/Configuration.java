package signet.s3;

import java.util.function.UnaryOperator;
import signet.snapshot.State;

/** Changes of buckets' configuration. */
final class Configuration {
    private Configuration() {}

    /** Changes a bucket as it is by now, if it is still the same bucket. */
    static void change(State state, StoredBucket bucket, UnaryOperator<StoredBucket> change) {
        state.change(tx -> {
            StoredBucket now = tx.get(Tables.BUCKETS, bucket.name())
                    .filter(there -> there.id().equals(bucket.id()))
                    .orElseThrow(() -> Faults.noSuchBucket(bucket.name()));
            tx.put(Tables.BUCKETS, bucket.name(), change.apply(now));
        });
    }
}
