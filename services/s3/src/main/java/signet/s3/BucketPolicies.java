package signet.s3;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import signet.authz.Caller;
import signet.identity.Permissions;
import signet.identity.TrustPolicies;
import signet.model.AwsError;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.View;
import tools.jackson.databind.JsonNode;

/**
 * Bucket policies between their written and their stored form. What S3 checks beyond the grammar: that actions are S3's,
 * that resources are the bucket's own, that each action fits one of them, and that the principals exist.
 */
final class BucketPolicies {
    private static final int MAX_BYTES = 20 * 1024;
    private static final String MALFORMED = "MalformedPolicy";

    private final Permissions permissions;

    BucketPolicies(Permissions permissions) {
        this.permissions = permissions;
    }

    /**
     * The form to store.
     *
     * @throws AwsError {@code MalformedPolicy}, with S3's text of what is wrong
     */
    String stored(View view, StoredBucket bucket, String written) {
        if (written.getBytes(StandardCharsets.UTF_8).length > MAX_BYTES) {
            throw Faults.badRequest(MALFORMED, "Policy exceeds the maximum allowed document size.");
        }
        try {
            Policy policy = Policy.parse(PolicyKind.RESOURCE, written);
            PublicPolicies.statements(written).forEach(statement -> check(bucket, statement));
            requireKnown(view, policy);
            String stored = TrustPolicies.stored(view, policy);
            permissions.compiled(PolicyKind.RESOURCE, stored);
            return stored;
        } catch (MalformedPolicyException e) {
            throw Faults.badRequest(MALFORMED, String.valueOf(e.getMessage()));
        } catch (TrustPolicies.UnknownPrincipalException e) {
            throw Faults.badRequest(MALFORMED, "Invalid principal in policy")
                    .with("Detail", "\"AWS\" : \"" + e.getMessage() + "\"");
        }
    }

    /** The form to show. */
    String shown(View view, StoredBucket bucket) {
        String policy = bucket.policy();
        if (policy == null) {
            throw none(bucket);
        }
        return TrustPolicies.shown(view, permissions.compiled(PolicyKind.RESOURCE, policy));
    }

    static AwsError none(StoredBucket bucket) {
        return Faults.notConfigured("NoSuchBucketPolicy", "The bucket policy does not exist", bucket);
    }

    /** Another account's identity is turned away even with permission. */
    static void requireOwnAccount(String account, StoredBucket bucket, String method) {
        if (!account.equals(bucket.account())) {
            throw Faults.methodNotAllowed(method, "BUCKETPOLICY");
        }
    }

    static AwsError blocked(Caller caller, StoredBucket bucket) {
        return Faults.accessDenied(
                "User: " + caller.arn()
                        + " is not authorized to perform: s3:PutBucketPolicy on resource: \"" + bucket.arn()
                        + "\" because public policies are prevented by the BlockPublicPolicy setting in S3 Block Public Access.");
    }

    private static void check(StoredBucket bucket, JsonNode statement) {
        List<String> resources = PublicPolicies.texts(statement.path("Resource"));
        List<String> excluded = PublicPolicies.texts(statement.path("NotResource"));
        requireOwn(bucket, resources);
        requireOwn(bucket, excluded);
        List<String> actions = PublicPolicies.texts(statement.path("Action"));
        List<String> exceptions = PublicPolicies.texts(statement.path("NotAction"));
        if (!actions.stream().allMatch(S3Actions::exists)
                || !exceptions.stream().allMatch(S3Actions::exists)) {
            throw Faults.badRequest(MALFORMED, "Policy has invalid action");
        }
        if (!resources.isEmpty()) {
            boolean fit = actions.stream()
                    .allMatch(action -> resources.stream().anyMatch(resource -> fits(bucket, action, resource)));
            if (!fit) {
                throw Faults.badRequest(MALFORMED, "Action does not apply to any resource(s) in statement");
            }
        }
    }

    /** A canonical user is an account that exists. */
    private static void requireKnown(View view, Policy policy) {
        Set<String> unknown = new LinkedHashSet<>(policy.canonicalUsers());
        if (!unknown.isEmpty()) {
            view.under(signet.identity.Tables.ACCOUNTS, "").keySet().stream()
                    .map(Owners::canonicalId)
                    .forEach(unknown::remove);
        }
        if (!unknown.isEmpty()) {
            throw Faults.badRequest(MALFORMED, "Invalid principal in policy")
                    .with(
                            "Detail",
                            "\"CanonicalUser\" : \"" + unknown.iterator().next() + "\"");
        }
    }

    private static void requireOwn(StoredBucket bucket, List<String> resources) {
        if (!resources.stream().allMatch(resource -> isOwn(bucket, resource))) {
            throw Faults.badRequest(MALFORMED, "Policy has invalid resource");
        }
    }

    private static boolean isOwn(StoredBucket bucket, String resource) {
        if (!resource.startsWith(bucket.arn())) {
            return false;
        }
        String rest = resource.substring(bucket.arn().length());
        return rest.isEmpty() || rest.startsWith("/") || rest.startsWith("*") || rest.startsWith("?");
    }

    private static boolean fits(StoredBucket bucket, String action, String resource) {
        boolean bucketItself = resource.equals(bucket.arn());
        boolean objectsOnly = resource.startsWith(bucket.arn() + "/");
        return (!bucketItself && S3Actions.hasObjectAction(action))
                || (!objectsOnly && S3Actions.hasBucketAction(action));
    }
}
