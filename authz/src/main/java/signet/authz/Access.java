package signet.authz;

import org.jspecify.annotations.Nullable;
import signet.identity.Role;
import signet.policy.Context;
import signet.policy.SourcedPolicy;

/**
 * One thing that an operation needs to be allowed: an action on a resource.
 *
 * @param action such as {@code s3:GetObject}
 * @param resource the resource's ARN, or {@code *} for an action without resource types
 * @param resourceAccount the account that owns the resource; empty means the one in its ARN, or else the caller's own
 * @param keys the condition keys that this access has besides the request's own
 * @param resourcePolicy the resource's own policy, null when it has none
 * @param wording how a denial words the resource (IAM writes {@code role NAME}); empty to leave it out, null for the
 *     resource itself
 */
public record Access(
        String action,
        String resource,
        String resourceAccount,
        Context keys,
        @Nullable SourcedPolicy resourcePolicy,
        @Nullable String wording) {

    /** An action on a resource of the account in its ARN, or else of the caller's, with nothing special about it. */
    public static Access to(String action, String resource) {
        return new Access(action, resource, "", Context.EMPTY, null, null);
    }

    /**
     * Handing a role over to a service, with the role's tags as condition keys.
     *
     * @param service its principal, such as {@code ec2.amazonaws.com}
     */
    public static Access passing(Role role, String service) {
        Context.Builder keys = Context.builder().put("iam:PassedToService", service);
        role.tags()
                .forEach((key, value) ->
                        keys.put("iam:ResourceTag/" + key, value).put("aws:ResourceTag/" + key, value));
        return to("iam:PassRole", role.arn()).with(keys.build());
    }

    /** The same with the account that owns the resource. */
    public Access ownedBy(String account) {
        return new Access(action, resource, account, keys, resourcePolicy, wording);
    }

    /** The same with more condition keys. */
    public Access with(Context more) {
        return new Access(action, resource, resourceAccount, keys.with(more), resourcePolicy, wording);
    }

    /** The same with one more single-valued condition key. */
    public Access with(String key, String value) {
        return with(Context.builder().put(key, value).build());
    }

    /** The same with the resource's own policy. */
    public Access guardedBy(@Nullable SourcedPolicy policy) {
        return new Access(action, resource, resourceAccount, keys, policy, wording);
    }

    /** The same with the words by which a denial names the resource. */
    public Access worded(String words) {
        return new Access(action, resource, resourceAccount, keys, resourcePolicy, words);
    }
}
