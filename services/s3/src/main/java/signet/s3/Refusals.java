package signet.s3;

import org.jspecify.annotations.Nullable;

/**
 * What S3 can do and Signet cannot. It is refused with the error that S3 has for it, never ignored: a client that asks for
 * encryption must not be left to believe that it got it.
 */
final class Refusals {
    private Refusals() {}

    /** Refuses a header that is there at all. */
    static void header(String name, @Nullable Object value) {
        if (value != null) {
            throw Faults.notImplemented(name);
        }
    }

    /** Refuses encryption keys of the client's own. */
    static void customerKey(@Nullable String algorithm, @Nullable String key, @Nullable String md5) {
        header("x-amz-server-side-encryption-customer-algorithm", algorithm);
        header("x-amz-server-side-encryption-customer-key", key);
        header("x-amz-server-side-encryption-customer-key-MD5", md5);
    }

    /** The same, for reading the source of a copy. */
    static void sourceKey(@Nullable String algorithm, @Nullable String key, @Nullable String md5) {
        header("x-amz-copy-source-server-side-encryption-customer-algorithm", algorithm);
        header("x-amz-copy-source-server-side-encryption-customer-key", key);
        header("x-amz-copy-source-server-side-encryption-customer-key-MD5", md5);
    }

    static void encryption(
            @Nullable String algorithm,
            @Nullable String keyId,
            @Nullable String context,
            @Nullable Boolean bucketKeyEnabled) {
        header("x-amz-server-side-encryption", algorithm);
        header("x-amz-server-side-encryption-aws-kms-key-id", keyId);
        header("x-amz-server-side-encryption-context", context);
        header("x-amz-server-side-encryption-bucket-key-enabled", bucketKeyEnabled);
    }

    /** Every bucket is BucketOwnerEnforced: ACLs other than the owner's full control are refused. */
    static void acl(@Nullable String canned, @Nullable String... grants) {
        boolean granted = false;
        for (String grant : grants) {
            granted |= grant != null;
        }
        if (granted || (canned != null && !canned.equals("bucket-owner-full-control"))) {
            throw Faults.badRequest("AccessControlListNotSupported", "The bucket does not allow ACLs");
        }
    }

    static void storageClass(@Nullable String storageClass) {
        if (storageClass != null && !storageClass.equals("STANDARD")) {
            throw Faults.badRequest("InvalidStorageClass", "The storage class you specified is not valid")
                    .with("StorageClassRequested", storageClass);
        }
    }

    static void objectLock(@Nullable Object... settings) {
        for (Object setting : settings) {
            if (setting != null) {
                throw Faults.invalidRequest("Bucket is missing Object Lock Configuration");
            }
        }
    }

    static void governance(@Nullable Boolean bypass) {
        if (bypass != null) {
            throw Faults.invalidArgument(
                    "x-amz-bypass-governance-retention is only applicable to Object Lock enabled buckets.",
                    "x-amz-bypass-governance-retention",
                    bypass.toString());
        }
    }

    /** No bucket is versioned: the only version of an object is {@code null}. */
    static void version(@Nullable String versionId) {
        if (versionId != null && !versionId.equals("null")) {
            throw Faults.invalidArgument("Invalid version id specified", "versionId", versionId);
        }
    }
}
