package signet.iam;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.identity.Group;
import signet.identity.InstanceProfile;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.iam.AttachedPolicy;
import signet.model.iam.GroupDetail;
import signet.model.iam.ManagedPolicyDetail;
import signet.model.iam.Policy;
import signet.model.iam.PolicyDetail;
import signet.model.iam.PolicyVersion;
import signet.model.iam.RoleDetail;
import signet.model.iam.UserDetail;
import signet.snapshot.View;

/** Entities with all that belongs to them, as GetAccountAuthorizationDetails shows them. */
record Details(View view, Parts parts, String account) {
    UserDetail user(User user) {
        return UserDetail.builder()
                .path(user.path())
                .userName(user.name())
                .userId(user.id())
                .arn(user.arn())
                .createDate(user.created())
                .userPolicyList(user.inline().isEmpty() ? null : inline(user))
                .groupList(ListGroupsForUser.groups(view, user).stream()
                        .map(Group::name)
                        .toList())
                .attachedManagedPolicies(attached(user))
                .permissionsBoundary(Shapes.boundary(user.boundary()))
                .tags(Shapes.tags(user.tags()))
                .build();
    }

    GroupDetail group(Group group) {
        return GroupDetail.builder()
                .path(group.path())
                .groupName(group.name())
                .groupId(group.id())
                .arn(group.arn())
                .createDate(group.created())
                .groupPolicyList(inline(group))
                .attachedManagedPolicies(attached(group))
                .build();
    }

    RoleDetail role(Role role) {
        Shapes shapes = Shapes.of(view, parts);
        return RoleDetail.builder()
                .path(role.path())
                .roleName(role.name())
                .roleId(role.id())
                .arn(role.arn())
                .createDate(role.created())
                .assumeRolePolicyDocument(shapes.trust(role))
                .instanceProfileList(view.find(Tables.INSTANCE_PROFILES_BY_ROLE, role.id()).stream()
                        .sorted(Comparator.comparing(InstanceProfile::key))
                        .map(shapes::profile)
                        .toList())
                .rolePolicyList(inline(role))
                .attachedManagedPolicies(attached(role))
                .permissionsBoundary(Shapes.boundary(role.boundary()))
                .tags(Shapes.tags(role.tags()))
                .roleLastUsed(parts.uses().ofRole(view, role.id()))
                .build();
    }

    ManagedPolicyDetail policy(ManagedPolicyView policy) {
        Policy shape = policy.shape(view, account);
        return ManagedPolicyDetail.builder()
                .policyName(shape.policyName())
                .policyId(shape.policyId())
                .arn(shape.arn())
                .path(shape.path())
                .defaultVersionId(shape.defaultVersionId())
                .attachmentCount(shape.attachmentCount())
                .permissionsBoundaryUsageCount(shape.permissionsBoundaryUsageCount())
                .isAttachable(shape.isAttachable())
                .description(policy.description())
                .createDate(shape.createDate())
                .updateDate(shape.updateDate())
                .policyVersionList(policy.versions().stream()
                        .map(version -> version(policy, version))
                        .toList())
                .build();
    }

    private PolicyVersion version(ManagedPolicyView policy, ManagedPolicyView.Version version) {
        @Nullable
        String document = new Policies(parts.permissions())
                .document(view, account, policy.arn(), version.id())
                .map(Percent::encode)
                .orElse(null);
        return policy.shape(version).toBuilder().document(document).build();
    }

    private static List<PolicyDetail> inline(PolicyHolder holder) {
        return holder.inline().entrySet().stream().map(Details::inline).toList();
    }

    private static PolicyDetail inline(Map.Entry<String, String> policy) {
        return new PolicyDetail(policy.getKey(), Percent.encode(policy.getValue()));
    }

    private static List<AttachedPolicy> attached(PolicyHolder holder) {
        return holder.attached().stream().map(Shapes::attached).toList();
    }
}
