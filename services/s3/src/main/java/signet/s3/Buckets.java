package signet.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Caller;
import signet.identity.Permissions;
import signet.model.AwsError;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/** Finds buckets, and says what it takes to do something to them: the action, the ARN, the owner and the bucket policy. */
final class Buckets {
    private final Permissions permissions;

    Buckets(Permissions permissions) {
        this.permissions = permissions;
    }

    /**
     * The bucket of a request. Anyone may learn that a bucket does not exist.
     *
     * @param expectedOwner {@code x-amz-expected-bucket-owner}
     * @throws AwsError {@code NoSuchBucket}; or about the expected owner
     */
    StoredBucket bucket(View view, String name, @Nullable String expectedOwner) {
        StoredBucket bucket = view.get(Tables.BUCKETS, name).orElseThrow(() -> Faults.noSuchBucket(name));
        Faults.requireOwner(bucket, expectedOwner);
        return bucket;
    }

    /** An action on the bucket itself. */
    Access onBucket(Caller caller, StoredBucket bucket, String action) {
        return access(caller, bucket, action, bucket.arn()).guardedBy(guard(caller, bucket));
    }

    /** An action on an object. */
    Access onObject(Caller caller, StoredBucket bucket, String key, String action) {
        return access(caller, bucket, action, bucket.arn(key)).guardedBy(guard(caller, bucket));
    }

    /**
     * An action on the bucket policy. The owner's root user can always take it, or a wrong policy would lock out everyone
     * (S3 API Reference, PutBucketPolicy).
     */
    Access onPolicy(Caller caller, StoredBucket bucket, String action) {
        boolean owner = caller instanceof Caller.Root && caller.account().equals(bucket.account());
        return owner ? access(caller, bucket, action, bucket.arn()) : onBucket(caller, bucket, action);
    }

    private static Access access(Caller caller, StoredBucket bucket, String action, String arn) {
        Context.Builder keys = Context.builder().put("s3:ResourceAccount", bucket.account());
        if (!(caller instanceof Caller.Anonymous)) {
            keys.put("s3:signatureversion", "AWS4-HMAC-SHA256");
        }
        if (!caller.account().isEmpty()) {
            keys.canonicalUser(Owners.canonicalId(caller.account()));
        }
        return Access.to(action, arn).ownedBy(bucket.account()).with(keys.build());
    }

    private @Nullable SourcedPolicy guard(Caller caller, StoredBucket bucket) {
        String document = bucket.policy();
        if (document == null || restricted(caller, bucket, document)) {
            return null;
        }
        return new SourcedPolicy(bucket.name(), true, permissions.compiled(PolicyKind.RESOURCE, document));
    }

    /** RestrictPublicBuckets: a public policy grants nothing to anyone outside the owner's account but AWS services. */
    private static boolean restricted(Caller caller, StoredBucket bucket, String document) {
        return bucket.blocked().restrictPublicBuckets()
                && !caller.account().equals(bucket.account())
                && !(caller instanceof Caller.AwsService)
                && PublicPolicies.isPublic(document);
    }

    /** The access with a condition key that is there only when the request has the parameter. */
    static Access with(Access access, String key, @Nullable Object value) {
        return Optional.ofNullable(value)
                .map(present -> access.with(key, present.toString()))
                .orElse(access);
    }
}
