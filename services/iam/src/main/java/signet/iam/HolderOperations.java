package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import signet.authz.Operation;
import signet.model.iam.AttachGroupPolicyInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.DeleteGroupPolicyInput;
import signet.model.iam.DeleteRolePermissionsBoundaryInput;
import signet.model.iam.DeleteRolePolicyInput;
import signet.model.iam.DeleteUserPermissionsBoundaryInput;
import signet.model.iam.DeleteUserPolicyInput;
import signet.model.iam.DetachGroupPolicyInput;
import signet.model.iam.DetachRolePolicyInput;
import signet.model.iam.DetachUserPolicyInput;
import signet.model.iam.GetGroupPolicyInput;
import signet.model.iam.GetGroupPolicyOutput;
import signet.model.iam.GetRolePolicyInput;
import signet.model.iam.GetRolePolicyOutput;
import signet.model.iam.GetUserPolicyInput;
import signet.model.iam.GetUserPolicyOutput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListAttachedGroupPoliciesInput;
import signet.model.iam.ListAttachedGroupPoliciesOutput;
import signet.model.iam.ListAttachedRolePoliciesInput;
import signet.model.iam.ListAttachedRolePoliciesOutput;
import signet.model.iam.ListAttachedUserPoliciesInput;
import signet.model.iam.ListAttachedUserPoliciesOutput;
import signet.model.iam.ListGroupPoliciesInput;
import signet.model.iam.ListGroupPoliciesOutput;
import signet.model.iam.ListRolePoliciesInput;
import signet.model.iam.ListRolePoliciesOutput;
import signet.model.iam.ListUserPoliciesInput;
import signet.model.iam.ListUserPoliciesOutput;
import signet.model.iam.PutGroupPolicyInput;
import signet.model.iam.PutRolePermissionsBoundaryInput;
import signet.model.iam.PutRolePolicyInput;
import signet.model.iam.PutUserPermissionsBoundaryInput;
import signet.model.iam.PutUserPolicyInput;

/** The operations that users, groups and roles have in common: attached and inline policies, and boundaries. */
final class HolderOperations {
    private HolderOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return Stream.of(ofUsers(parts), ofGroups(parts), ofRoles(parts), boundaries(parts))
                .flatMap(Collection::stream)
                .<Operation<?, ?>>map(operation -> operation)
                .toList();
    }

    private static List<Operation<?, ?>> ofUsers(Parts parts) {
        return List.of(
                new AttachPolicy<>(
                        IamOperations.ATTACH_USER_POLICY,
                        parts,
                        Holder.USER,
                        AttachUserPolicyInput::userName,
                        AttachUserPolicyInput::policyArn),
                new DetachPolicy<>(
                        IamOperations.DETACH_USER_POLICY,
                        parts,
                        Holder.USER,
                        DetachUserPolicyInput::userName,
                        DetachUserPolicyInput::policyArn),
                new ListAttachedPolicies<>(
                        IamOperations.LIST_ATTACHED_USER_POLICIES,
                        Holder.USER,
                        ListAttachedUserPoliciesInput::userName,
                        ListAttachedUserPoliciesInput::pathPrefix,
                        new Paging<>(ListAttachedUserPoliciesInput::marker, ListAttachedUserPoliciesInput::maxItems),
                        page -> new ListAttachedUserPoliciesOutput(page.items(), page.truncated(), page.marker())),
                new PutInlinePolicy<>(
                        IamOperations.PUT_USER_POLICY,
                        parts,
                        Holder.USER,
                        new InlineName<>(PutUserPolicyInput::userName, PutUserPolicyInput::policyName),
                        PutUserPolicyInput::policyDocument),
                new GetInlinePolicy<>(
                        IamOperations.GET_USER_POLICY,
                        Holder.USER,
                        new InlineName<>(GetUserPolicyInput::userName, GetUserPolicyInput::policyName),
                        (user, policy) -> new GetUserPolicyOutput(user.name(), policy.name(), policy.encoded())),
                new DeleteInlinePolicy<>(
                        IamOperations.DELETE_USER_POLICY,
                        parts,
                        Holder.USER,
                        new InlineName<>(DeleteUserPolicyInput::userName, DeleteUserPolicyInput::policyName)),
                new ListInlinePolicies<>(
                        IamOperations.LIST_USER_POLICIES,
                        Holder.USER,
                        ListUserPoliciesInput::userName,
                        new Paging<>(ListUserPoliciesInput::marker, ListUserPoliciesInput::maxItems),
                        page -> new ListUserPoliciesOutput(page.items(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> ofGroups(Parts parts) {
        return List.of(
                new AttachPolicy<>(
                        IamOperations.ATTACH_GROUP_POLICY,
                        parts,
                        Holder.GROUP,
                        AttachGroupPolicyInput::groupName,
                        AttachGroupPolicyInput::policyArn),
                new DetachPolicy<>(
                        IamOperations.DETACH_GROUP_POLICY,
                        parts,
                        Holder.GROUP,
                        DetachGroupPolicyInput::groupName,
                        DetachGroupPolicyInput::policyArn),
                new ListAttachedPolicies<>(
                        IamOperations.LIST_ATTACHED_GROUP_POLICIES,
                        Holder.GROUP,
                        ListAttachedGroupPoliciesInput::groupName,
                        ListAttachedGroupPoliciesInput::pathPrefix,
                        new Paging<>(ListAttachedGroupPoliciesInput::marker, ListAttachedGroupPoliciesInput::maxItems),
                        page -> new ListAttachedGroupPoliciesOutput(page.items(), page.truncated(), page.marker())),
                new PutInlinePolicy<>(
                        IamOperations.PUT_GROUP_POLICY,
                        parts,
                        Holder.GROUP,
                        new InlineName<>(PutGroupPolicyInput::groupName, PutGroupPolicyInput::policyName),
                        PutGroupPolicyInput::policyDocument),
                new GetInlinePolicy<>(
                        IamOperations.GET_GROUP_POLICY,
                        Holder.GROUP,
                        new InlineName<>(GetGroupPolicyInput::groupName, GetGroupPolicyInput::policyName),
                        (group, policy) -> new GetGroupPolicyOutput(group.name(), policy.name(), policy.encoded())),
                new DeleteInlinePolicy<>(
                        IamOperations.DELETE_GROUP_POLICY,
                        parts,
                        Holder.GROUP,
                        new InlineName<>(DeleteGroupPolicyInput::groupName, DeleteGroupPolicyInput::policyName)),
                new ListInlinePolicies<>(
                        IamOperations.LIST_GROUP_POLICIES,
                        Holder.GROUP,
                        ListGroupPoliciesInput::groupName,
                        new Paging<>(ListGroupPoliciesInput::marker, ListGroupPoliciesInput::maxItems),
                        page -> new ListGroupPoliciesOutput(page.items(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> ofRoles(Parts parts) {
        return List.of(
                new AttachPolicy<>(
                        IamOperations.ATTACH_ROLE_POLICY,
                        parts,
                        Holder.ROLE,
                        AttachRolePolicyInput::roleName,
                        AttachRolePolicyInput::policyArn),
                new DetachPolicy<>(
                        IamOperations.DETACH_ROLE_POLICY,
                        parts,
                        Holder.ROLE,
                        DetachRolePolicyInput::roleName,
                        DetachRolePolicyInput::policyArn),
                new ListAttachedPolicies<>(
                        IamOperations.LIST_ATTACHED_ROLE_POLICIES,
                        Holder.ROLE,
                        ListAttachedRolePoliciesInput::roleName,
                        ListAttachedRolePoliciesInput::pathPrefix,
                        new Paging<>(ListAttachedRolePoliciesInput::marker, ListAttachedRolePoliciesInput::maxItems),
                        page -> new ListAttachedRolePoliciesOutput(page.items(), page.truncated(), page.marker())),
                new PutInlinePolicy<>(
                        IamOperations.PUT_ROLE_POLICY,
                        parts,
                        Holder.ROLE,
                        new InlineName<>(PutRolePolicyInput::roleName, PutRolePolicyInput::policyName),
                        PutRolePolicyInput::policyDocument),
                new GetInlinePolicy<>(
                        IamOperations.GET_ROLE_POLICY,
                        Holder.ROLE,
                        new InlineName<>(GetRolePolicyInput::roleName, GetRolePolicyInput::policyName),
                        (role, policy) -> new GetRolePolicyOutput(role.name(), policy.name(), policy.encoded())),
                new DeleteInlinePolicy<>(
                        IamOperations.DELETE_ROLE_POLICY,
                        parts,
                        Holder.ROLE,
                        new InlineName<>(DeleteRolePolicyInput::roleName, DeleteRolePolicyInput::policyName)),
                new ListInlinePolicies<>(
                        IamOperations.LIST_ROLE_POLICIES,
                        Holder.ROLE,
                        ListRolePoliciesInput::roleName,
                        new Paging<>(ListRolePoliciesInput::marker, ListRolePoliciesInput::maxItems),
                        page -> new ListRolePoliciesOutput(page.items(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> boundaries(Parts parts) {
        return List.of(
                new PutPermissionsBoundary<>(
                        IamOperations.PUT_USER_PERMISSIONS_BOUNDARY,
                        parts,
                        Bounded.USER,
                        PutUserPermissionsBoundaryInput::userName,
                        PutUserPermissionsBoundaryInput::permissionsBoundary),
                new DeletePermissionsBoundary<>(
                        IamOperations.DELETE_USER_PERMISSIONS_BOUNDARY,
                        parts,
                        Bounded.USER,
                        DeleteUserPermissionsBoundaryInput::userName),
                new PutPermissionsBoundary<>(
                        IamOperations.PUT_ROLE_PERMISSIONS_BOUNDARY,
                        parts,
                        Bounded.ROLE,
                        PutRolePermissionsBoundaryInput::roleName,
                        PutRolePermissionsBoundaryInput::permissionsBoundary),
                new DeletePermissionsBoundary<>(
                        IamOperations.DELETE_ROLE_PERMISSIONS_BOUNDARY,
                        parts,
                        Bounded.ROLE,
                        DeleteRolePermissionsBoundaryInput::roleName));
    }
}
