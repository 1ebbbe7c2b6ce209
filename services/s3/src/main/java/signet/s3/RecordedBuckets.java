package signet.s3;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.identity.Ids;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** Buckets that were recorded on AWS: their configuration, without any object. */
public final class RecordedBuckets {
    private RecordedBuckets() {}

    /**
     * A bucket's configuration.
     *
     * @param policy the bucket policy as stored, with unique ids in the place of users and roles; null for none
     * @param blocked which settings of Block Public Access are on, by their names in S3's API
     */
    public record Bucket(
            String name,
            String account,
            Instant created,
            @Nullable String policy,
            SortedMap<String, String> tags,
            Set<String> blocked) {
        public Bucket {
            tags = new TreeMap<>(tags);
            blocked = Set.copyOf(blocked);
        }
    }

    /**
     * Writes a bucket. One of the same name and account keeps its objects and gets the configuration.
     *
     * @return false if the name is another account's; then nothing is written
     */
    public static boolean put(Transaction tx, Bucket bucket, Ids ids) {
        Optional<StoredBucket> present = tx.get(Tables.BUCKETS, bucket.name());
        if (present.filter(other -> !other.account().equals(bucket.account())).isPresent()) {
            return false;
        }
        Set<String> blocked = bucket.blocked();
        PublicAccess access = blocked.isEmpty()
                ? null
                : new PublicAccess(
                        blocked.contains("BlockPublicAcls"),
                        blocked.contains("IgnorePublicAcls"),
                        blocked.contains("BlockPublicPolicy"),
                        blocked.contains("RestrictPublicBuckets"));
        tx.put(
                Tables.BUCKETS,
                bucket.name(),
                new StoredBucket(
                        bucket.name(),
                        present.map(StoredBucket::id).orElseGet(ids::uuid),
                        bucket.account(),
                        bucket.created(),
                        bucket.policy(),
                        bucket.tags(),
                        access));
        return true;
    }

    /** The names of an account's buckets. */
    public static List<String> names(View view, String account) {
        return view.find(Tables.BUCKETS_BY_ACCOUNT, account).stream()
                .map(StoredBucket::name)
                .toList();
    }
}
