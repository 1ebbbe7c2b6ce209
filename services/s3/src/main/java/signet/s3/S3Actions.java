package signet.s3;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * S3's actions on buckets and objects (Service Authorization Reference, "Actions, resources, and condition keys for Amazon
 * S3"). Those on access points, jobs and accounts cannot stand in a bucket policy.
 */
final class S3Actions {
    private static final Set<String> BUCKET = names(
            "CreateBucket CreateBucketMetadataTableConfiguration DeleteBucket DeleteBucketMetadataTableConfiguration"
                    + " DeleteBucketPolicy DeleteBucketWebsite GetAccelerateConfiguration GetAnalyticsConfiguration"
                    + " GetBucketAbac GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging"
                    + " GetBucketMetadataTableConfiguration GetBucketNotification GetBucketObjectLockConfiguration"
                    + " GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock"
                    + " GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite"
                    + " GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration"
                    + " GetLifecycleConfiguration GetMetricsConfiguration GetReplicationConfiguration ListBucket"
                    + " ListBucketMultipartUploads ListBucketVersions ListTagsForResource PutAccelerateConfiguration"
                    + " PutAnalyticsConfiguration PutBucketAbac PutBucketAcl PutBucketCORS PutBucketLogging"
                    + " PutBucketNotification PutBucketObjectLockConfiguration PutBucketOwnershipControls"
                    + " PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment PutBucketTagging"
                    + " PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration"
                    + " PutIntelligentTieringConfiguration PutInventoryConfiguration PutLifecycleConfiguration"
                    + " PutMetricsConfiguration PutReplicationConfiguration TagResource UntagResource"
                    + " UpdateBucketMetadataInventoryTableConfiguration UpdateBucketMetadataJournalTableConfiguration");

    private static final Set<String> OBJECT =
            names("AbortMultipartUpload BypassGovernanceRetention DeleteObject DeleteObjectTagging DeleteObjectVersion"
                    + " DeleteObjectVersionTagging GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold"
                    + " GetObjectRetention GetObjectTagging GetObjectTorrent GetObjectVersion GetObjectVersionAcl"
                    + " GetObjectVersionAttributes GetObjectVersionForReplication GetObjectVersionTagging"
                    + " GetObjectVersionTorrent InitiateReplication ListMultipartUploadParts"
                    + " ObjectOwnerOverrideToBucketOwner PutObject PutObjectAcl PutObjectLegalHold PutObjectRetention"
                    + " PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging ReplicateDelete ReplicateObject"
                    + " ReplicateTags RestoreObject UpdateObjectEncryption");

    private S3Actions() {}

    private static Set<String> names(String text) {
        return Set.of(text.toLowerCase(Locale.ROOT).split(" "));
    }

    /** Whether an action of a policy, perhaps with wildcards, is one of S3's on buckets or objects. */
    static boolean exists(String pattern) {
        return hasBucketAction(pattern) || hasObjectAction(pattern);
    }

    static boolean hasBucketAction(String pattern) {
        return matches(pattern, BUCKET);
    }

    static boolean hasObjectAction(String pattern) {
        return matches(pattern, OBJECT);
    }

    private static boolean matches(String pattern, Set<String> actions) {
        String lower = pattern.toLowerCase(Locale.ROOT);
        if (lower.equals("*")) {
            return true;
        }
        if (!lower.startsWith("s3:")) {
            return false;
        }
        Pattern glob = glob(lower.substring("s3:".length()));
        return actions.stream().anyMatch(action -> glob.matcher(action).matches());
    }

    private static Pattern glob(String pattern) {
        String collapsed = pattern.replaceAll("\\*+", "*");
        return Pattern.compile(collapsed
                .chars()
                .mapToObj(c -> c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(Character.toString(c)))
                .collect(Collectors.joining()));
    }
}
