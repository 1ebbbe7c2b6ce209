package signet.s3;

import java.util.Optional;
import java.util.Set;
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
    static final String ARN = "arn:aws:s3:::";
    private static final Set<String> ON_POLICY =
            Set.of("s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy");

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

    /** An action on what has this ARN, a bucket or an object that need not be there; empty if there is no such bucket. */
    Optional<Access> find(View view, Caller caller, String action, String resource) {
        if (!resource.startsWith(ARN)) {
            return Optional.empty();
        }
        String[] name = resource.substring(ARN.length()).split("/", 2);
        return view.get(Tables.BUCKETS, name[0]).map(bucket -> {
            boolean policy = name.length == 1 && ON_POLICY.contains(action);
            Access access = policy ? onPolicy(caller, bucket, action) : onBucket(caller, bucket, action);
            return name.length == 1 ? access : onObject(caller, bucket, name[1], action);
        });
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
