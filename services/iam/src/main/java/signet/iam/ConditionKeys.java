package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.model.iam.Tag;
import signet.policy.Context;

/**
 * The condition keys of IAM's own actions (Service Authorization Reference, "Actions, resources, and condition keys for
 * AWS Identity and Access Management").
 */
final class ConditionKeys {
    /** Actions on an existing user or role that know its boundary. */
    private static final Set<String> KNOWING_BOUNDARY = Set.of(
            "iam:AttachRolePolicy",
            "iam:AttachUserPolicy",
            "iam:DeleteRole",
            "iam:DeleteRolePermissionsBoundary",
            "iam:DeleteRolePolicy",
            "iam:DeleteUserPermissionsBoundary",
            "iam:DeleteUserPolicy",
            "iam:DetachRolePolicy",
            "iam:DetachUserPolicy",
            "iam:GetRole",
            "iam:PutRolePolicy",
            "iam:PutUserPolicy",
            "iam:UpdateAssumeRolePolicy",
            "iam:UpdateRole",
            "iam:UpdateRoleDescription");

    private ConditionKeys() {}

    /** The keys that a user or role brings. */
    static Context ofPrincipal(String action, Map<String, String> tags, @Nullable String boundary) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> {
            keys.put("aws:ResourceTag/" + key, value);
            keys.put("iam:ResourceTag/" + key, value);
        });
        if (boundary != null && KNOWING_BOUNDARY.contains(action)) {
            keys.put("iam:PermissionsBoundary", boundary);
        }
        return keys.build();
    }

    /** The keys that any other tagged entity brings. */
    static Context ofResource(Map<String, String> tags) {
        Context.Builder keys = Context.builder();
        tags.forEach((key, value) -> keys.put("aws:ResourceTag/" + key, value));
        return keys.build();
    }

    /** The keys of a request that sets tags. */
    static Context ofTags(@Nullable List<Tag> tags) {
        Context.Builder keys = Context.builder();
        List<String> names = new ArrayList<>();
        for (Tag tag : tags == null ? List.<Tag>of() : tags) {
            keys.put("aws:RequestTag/" + tag.key(), tag.value());
            names.add(tag.key());
        }
        keys.put("aws:TagKeys", names);
        return keys.build();
    }

    /** The keys of a request that removes tags. */
    static Context ofTagKeys(List<String> names) {
        return Context.builder().put("aws:TagKeys", names).build();
    }

    /** The key of a request that sets a boundary; none when it sets none. */
    static Context ofBoundary(@Nullable String requested) {
        return requested == null
                ? Context.EMPTY
                : Context.builder().put("iam:PermissionsBoundary", requested).build();
    }
}
