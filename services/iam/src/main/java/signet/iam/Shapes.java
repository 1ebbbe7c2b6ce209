package signet.iam;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.identity.Account;
import signet.identity.InstanceProfile;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.identity.SignIn;
import signet.identity.Tables;
import signet.identity.TrustPolicies;
import signet.identity.User;
import signet.model.iam.AttachedPermissionsBoundary;
import signet.model.iam.AttachedPolicy;
import signet.model.iam.Group;
import signet.model.iam.Tag;
import signet.policy.PolicyKind;
import signet.snapshot.View;

/** Entities as answers show them. What an answer leaves out differs by operation, as on AWS. */
record Shapes(View view, Permissions permissions) {
    static Shapes of(View view, Parts parts) {
        return new Shapes(view, parts.permissions());
    }

    /** A user as CreateUser and GetUser show it. */
    static signet.model.iam.User user(User user) {
        return listed(user).toBuilder()
                .permissionsBoundary(boundary(user.boundary()))
                .tags(tagsIfAny(user.tags()))
                .build();
    }

    /** A user as listings show it. */
    static signet.model.iam.User listed(User user) {
        return signet.model.iam.User.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(user.arn())
                .createDate(user.created())
                .build();
    }

    /** The root user. The API's model requires a name and a path, which it has not. */
    static signet.model.iam.User root(Account account) {
        return signet.model.iam.User.builder()
                .path("/")
                .userName("root")
                .userId(account.id())
                .arn(account.rootArn())
                .createDate(account.created())
                .build();
    }

    /** A user as ListUsers shows it. */
    signet.model.iam.User inList(User user) {
        return inList(view, user);
    }

    /** A user as ListUsers shows it. */
    static signet.model.iam.User inList(View view, User user) {
        return listed(user).toBuilder()
                .passwordLastUsed(passwordLastUsed(view, user))
                .build();
    }

    /** When a user signed in by password last, null if never. */
    static @Nullable Instant passwordLastUsed(View view, User user) {
        return view.get(Tables.SIGN_INS, user.id()).map(SignIn::time).orElse(null);
    }

    static Group group(signet.identity.Group group) {
        return Group.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(group.arn())
                .createDate(group.created())
                .build();
    }

    /** A role as instance profiles show it. */
    signet.model.iam.Role plain(Role role) {
        return signet.model.iam.Role.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(role.arn())
                .createDate(role.created())
                .assumeRolePolicyDocument(trust(role))
                .build();
    }

    /** A role as CreateRole shows it. */
    signet.model.iam.Role created(Role role) {
        return plain(role).toBuilder()
                .permissionsBoundary(boundary(role.boundary()))
                .tags(tagsIfAny(role.tags()))
                .build();
    }

    /** A role as listings show it. */
    signet.model.iam.Role listed(Role role) {
        return plain(role).toBuilder()
                .description(role.description())
                .maxSessionDuration(role.maxSessionSeconds())
                .build();
    }

    /** A role as GetRole shows it, but for when it was last used. */
    signet.model.iam.Role full(Role role) {
        return created(role).toBuilder()
                .description(role.description())
                .maxSessionDuration(role.maxSessionSeconds())
                .build();
    }

    /** An instance profile with the role inside, and without tags. */
    signet.model.iam.InstanceProfile profile(InstanceProfile profile) {
        return signet.model.iam.InstanceProfile.builder()
                .path(profile.path())
                .instanceProfileName(profile.name())
                .instanceProfileId(profile.id())
                .arn(profile.arn())
                .createDate(profile.created())
                .roles(Optional.ofNullable(profile.roleId())
                        .flatMap(id -> view.findOne(Tables.ROLES_BY_ID, id))
                        .map(this::plain)
                        .stream()
                        .toList())
                .build();
    }

    /** A role's trust policy with users and roles by their ARNs, percent-encoded. */
    String trust(Role role) {
        return Percent.encode(permissions
                .readable(PolicyKind.TRUST, role.trust())
                .map(policy -> TrustPolicies.shown(view, policy))
                .orElse(role.trust()));
    }

    static AttachedPolicy attached(String arn) {
        return AttachedPolicy.builder()
                .policyName(PolicyArn.name(arn))
                .policyArn(arn)
                .build();
    }

    static @Nullable AttachedPermissionsBoundary boundary(@Nullable String arn) {
        return arn == null
                ? null
                : AttachedPermissionsBoundary.builder()
                        .permissionsBoundaryType("Policy")
                        .permissionsBoundaryArn(arn)
                        .build();
    }

    static List<Tag> tags(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(tag -> new Tag(tag.getKey(), tag.getValue()))
                .toList();
    }

    static @Nullable List<Tag> tagsIfAny(Map<String, String> tags) {
        return tags.isEmpty() ? null : tags(tags);
    }
}
