package signet.s3;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.model.s3.CopyObjectInput;
import signet.model.s3.CreateMultipartUploadInput;
import signet.model.s3.PutObjectInput;

/**
 * The settings of a new object that are about more than its content. Policies may ask about them; those that Signet does
 * not have are then refused.
 *
 * @param texts header values by header name, of those that were sent
 */
record ObjectSettings(Map<String, String> texts, boolean locked) {
    /** Headers that are no condition keys (Service Authorization Reference, S3). */
    private static final Set<String> KEYLESS = Set.of(
            "x-amz-server-side-encryption-context",
            "x-amz-server-side-encryption-bucket-key-enabled",
            "x-amz-write-offset-bytes");

    private static final String ACL = "x-amz-acl";
    private static final String STORAGE_CLASS = "x-amz-storage-class";

    ObjectSettings {
        texts = Map.copyOf(texts);
    }

    static ObjectSettings of(PutObjectInput input) {
        return new Builder()
                .text(ACL, input.acl())
                .text("x-amz-grant-full-control", input.grantFullControl())
                .text("x-amz-grant-read", input.grantRead())
                .text("x-amz-grant-read-acp", input.grantReadACP())
                .text("x-amz-grant-write-acp", input.grantWriteACP())
                .text(STORAGE_CLASS, input.storageClass())
                .text("x-amz-website-redirect-location", input.websiteRedirectLocation())
                .text("x-amz-server-side-encryption", input.serverSideEncryption())
                .text("x-amz-server-side-encryption-aws-kms-key-id", input.ssekmsKeyId())
                .text("x-amz-server-side-encryption-context", input.ssekmsEncryptionContext())
                .text("x-amz-server-side-encryption-bucket-key-enabled", input.bucketKeyEnabled())
                .text("x-amz-server-side-encryption-customer-algorithm", input.sseCustomerAlgorithm())
                .text("x-amz-server-side-encryption-customer-key-md5", input.sseCustomerKeyMD5())
                .text("x-amz-write-offset-bytes", input.writeOffsetBytes())
                .build(
                        input.objectLockMode(),
                        input.objectLockRetainUntilDate(),
                        input.objectLockLegalHoldStatus(),
                        input.objectLockEventHold(),
                        input.objectLockEventHoldDurationDays(),
                        input.objectLockEventHoldDurationYears());
    }

    static ObjectSettings of(CopyObjectInput input) {
        return new Builder()
                .text(ACL, input.acl())
                .text("x-amz-grant-full-control", input.grantFullControl())
                .text("x-amz-grant-read", input.grantRead())
                .text("x-amz-grant-read-acp", input.grantReadACP())
                .text("x-amz-grant-write-acp", input.grantWriteACP())
                .text(STORAGE_CLASS, input.storageClass())
                .text("x-amz-website-redirect-location", input.websiteRedirectLocation())
                .text("x-amz-server-side-encryption", input.serverSideEncryption())
                .text("x-amz-server-side-encryption-aws-kms-key-id", input.ssekmsKeyId())
                .text("x-amz-server-side-encryption-context", input.ssekmsEncryptionContext())
                .text("x-amz-server-side-encryption-bucket-key-enabled", input.bucketKeyEnabled())
                .text("x-amz-server-side-encryption-customer-algorithm", input.sseCustomerAlgorithm())
                .text("x-amz-server-side-encryption-customer-key-md5", input.sseCustomerKeyMD5())
                .build(
                        input.objectLockMode(),
                        input.objectLockRetainUntilDate(),
                        input.objectLockLegalHoldStatus(),
                        input.objectLockEventHold(),
                        input.objectLockEventHoldDurationDays(),
                        input.objectLockEventHoldDurationYears());
    }

    static ObjectSettings of(CreateMultipartUploadInput input) {
        return new Builder()
                .text(ACL, input.acl())
                .text("x-amz-grant-full-control", input.grantFullControl())
                .text("x-amz-grant-read", input.grantRead())
                .text("x-amz-grant-read-acp", input.grantReadACP())
                .text("x-amz-grant-write-acp", input.grantWriteACP())
                .text(STORAGE_CLASS, input.storageClass())
                .text("x-amz-website-redirect-location", input.websiteRedirectLocation())
                .text("x-amz-server-side-encryption", input.serverSideEncryption())
                .text("x-amz-server-side-encryption-aws-kms-key-id", input.ssekmsKeyId())
                .text("x-amz-server-side-encryption-context", input.ssekmsEncryptionContext())
                .text("x-amz-server-side-encryption-bucket-key-enabled", input.bucketKeyEnabled())
                .text("x-amz-server-side-encryption-customer-algorithm", input.sseCustomerAlgorithm())
                .text("x-amz-server-side-encryption-customer-key-md5", input.sseCustomerKeyMD5())
                .build(
                        input.objectLockMode(),
                        input.objectLockRetainUntilDate(),
                        input.objectLockLegalHoldStatus(),
                        input.objectLockEventHold(),
                        input.objectLockEventHoldDurationDays(),
                        input.objectLockEventHoldDurationYears());
    }

    /** The access with the condition keys about these settings: each is named as its header. */
    Access keyed(Access access) {
        Access keyed = access;
        for (Map.Entry<String, String> setting : texts.entrySet()) {
            if (!KEYLESS.contains(setting.getKey())) {
                keyed = keyed.with("s3:" + setting.getKey(), setting.getValue());
            }
        }
        return keyed;
    }

    /** Refuses what Signet does not have. */
    void refuse() {
        String[] grants = texts.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith("x-amz-grant-"))
                .map(Map.Entry::getValue)
                .toArray(String[]::new);
        Refusals.acl(texts.get(ACL), grants);
        Refusals.storageClass(texts.get(STORAGE_CLASS));
        Refusals.objectLock(locked ? Boolean.TRUE : null);
        texts.keySet().stream()
                .filter(name -> !name.equals(ACL) && !name.equals(STORAGE_CLASS))
                .sorted()
                .forEach(name -> Refusals.header(name, name));
    }

    private static final class Builder {
        private final Map<String, String> texts = new LinkedHashMap<>();

        Builder text(String name, @Nullable Object value) {
            if (value != null) {
                texts.put(name, value.toString());
            }
            return this;
        }

        ObjectSettings build(@Nullable Object... locks) {
            return new ObjectSettings(texts, !Arrays.stream(locks).allMatch(lock -> lock == null));
        }
    }
}
