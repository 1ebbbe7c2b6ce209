package signet.s3;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A bucket and its configuration.
 *
 * @param id never used again, unlike the name; the index keeps objects under it
 * @param account the account that owns it, and everything in it
 * @param policy the bucket policy as stored, with unique ids in the place of users and roles; null when there is none
 * @param publicAccess Block Public Access; null when it was removed, so that nothing is blocked
 */
record StoredBucket(
        String name,
        String id,
        String account,
        Instant created,
        @Nullable String policy,
        SortedMap<String, String> tags,
        @Nullable PublicAccess publicAccess) {
    StoredBucket {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }

    String arn() {
        return "arn:aws:s3:::" + name;
    }

    String arn(String key) {
        return arn() + "/" + key;
    }

    /** What is blocked, which is nothing when no configuration is there. */
    PublicAccess blocked() {
        return publicAccess == null ? PublicAccess.NONE : publicAccess;
    }

    StoredBucket withPolicy(@Nullable String changed) {
        return new StoredBucket(name, id, account, created, changed, tags, publicAccess);
    }

    StoredBucket withTags(SortedMap<String, String> changed) {
        return new StoredBucket(name, id, account, created, policy, changed, publicAccess);
    }

    StoredBucket withPublicAccess(@Nullable PublicAccess changed) {
        return new StoredBucket(name, id, account, created, policy, tags, changed);
    }
}
