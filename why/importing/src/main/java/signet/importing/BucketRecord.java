package signet.importing;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.View;

/**
 * A bucket as files tell of it.
 *
 * @param file the file's name
 * @param created null if it is not told
 * @param policy the bucket policy as it was shown; null if it has none
 * @param blocked which settings of Block Public Access are on, by their names in S3's API
 */
public record BucketRecord(
        String file,
        String name,
        @Nullable Instant created,
        @Nullable String policy,
        SortedMap<String, String> tags,
        Set<String> blocked) {

    /** The settings of Block Public Access (S3 API Reference, "PublicAccessBlockConfiguration"). */
    public static final Set<String> SETTINGS =
            Set.of("BlockPublicAcls", "IgnorePublicAcls", "BlockPublicPolicy", "RestrictPublicBuckets");

    public BucketRecord {
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        blocked = Set.copyOf(blocked);
    }

    static BucketRecord of(Place place, String name, @Nullable String policy) {
        return new BucketRecord(place.file(), name, null, policy, new TreeMap<>(Map.of()), SETTINGS);
    }

    Place place() {
        return new Place(file, "bucket " + name);
    }

    /**
     * The policy as it is to be stored, null if there is none; one that cannot be read is kept as it is, and denies.
     *
     * @param view with the users and roles that the policy may name
     * @param account the account's id
     */
    public @Nullable String stored(View view, String account, Findings findings) {
        if (policy == null) {
            return null;
        }
        Optional<Policy> read = PolicyText.compiled(policy, PolicyKind.RESOURCE);
        return read.isEmpty() ? policy : AccountImport.stored(view, read.get(), account, place(), findings);
    }
}
