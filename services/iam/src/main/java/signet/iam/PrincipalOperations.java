package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.User;
import signet.model.iam.IamOperations;
import signet.model.iam.ListGroupsInput;
import signet.model.iam.ListGroupsOutput;
import signet.model.iam.ListInstanceProfilesInput;
import signet.model.iam.ListInstanceProfilesOutput;
import signet.model.iam.ListRolesInput;
import signet.model.iam.ListRolesOutput;
import signet.model.iam.ListUsersInput;
import signet.model.iam.ListUsersOutput;

/** The operations on users, groups, roles, instance profiles and access keys. */
final class PrincipalOperations {
    private PrincipalOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return Stream.of(users(parts), groups(parts), roles(parts), profiles(parts), keys(parts))
                .flatMap(Collection::stream)
                .<Operation<?, ?>>map(operation -> operation)
                .toList();
    }

    private static List<Operation<?, ?>> users(Parts parts) {
        return List.of(
                new CreateUser(parts),
                new GetUser(),
                new UpdateUser(parts),
                new DeleteUser(parts),
                new ListGroupsForUser(),
                new ListByPath<>(
                        IamOperations.LIST_USERS,
                        parts,
                        Kind.USER,
                        ListUsersInput::pathPrefix,
                        new Paging<>(ListUsersInput::marker, ListUsersInput::maxItems),
                        User::path,
                        (page, shapes) -> new ListUsersOutput(
                                page.items().stream().map(shapes::inList).toList(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> groups(Parts parts) {
        return List.of(
                new CreateGroup(parts),
                new GetGroup(),
                new UpdateGroup(parts),
                new DeleteGroup(parts),
                new AddUserToGroup(parts),
                new RemoveUserFromGroup(parts),
                new ListByPath<>(
                        IamOperations.LIST_GROUPS,
                        parts,
                        Kind.GROUP,
                        ListGroupsInput::pathPrefix,
                        new Paging<>(ListGroupsInput::marker, ListGroupsInput::maxItems),
                        Group::path,
                        (page, shapes) -> new ListGroupsOutput(
                                page.items().stream().map(Shapes::group).toList(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> roles(Parts parts) {
        return List.of(
                new CreateRole(parts),
                new GetRole(parts),
                new UpdateRole(parts),
                new UpdateRoleDescription(parts),
                new UpdateAssumeRolePolicy(parts),
                new DeleteRole(parts),
                new ListByPath<>(
                        IamOperations.LIST_ROLES,
                        parts,
                        Kind.ROLE,
                        ListRolesInput::pathPrefix,
                        new Paging<>(ListRolesInput::marker, ListRolesInput::maxItems),
                        Role::path,
                        (page, shapes) -> new ListRolesOutput(
                                page.items().stream().map(shapes::listed).toList(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> profiles(Parts parts) {
        return List.of(
                new CreateInstanceProfile(parts),
                new GetInstanceProfile(parts),
                new DeleteInstanceProfile(parts),
                new AddRoleToInstanceProfile(parts),
                new RemoveRoleFromInstanceProfile(parts),
                new ListInstanceProfilesForRole(parts),
                new ListByPath<>(
                        IamOperations.LIST_INSTANCE_PROFILES,
                        parts,
                        Kind.INSTANCE_PROFILE,
                        ListInstanceProfilesInput::pathPrefix,
                        new Paging<>(ListInstanceProfilesInput::marker, ListInstanceProfilesInput::maxItems),
                        InstanceProfile::path,
                        (page, shapes) -> new ListInstanceProfilesOutput(
                                page.items().stream().map(shapes::profile).toList(), page.truncated(), page.marker())));
    }

    private static List<Operation<?, ?>> keys(Parts parts) {
        return List.of(
                new CreateAccessKey(parts),
                new UpdateAccessKey(parts),
                new DeleteAccessKey(parts),
                new ListAccessKeys(),
                new GetAccessKeyLastUsed(parts));
    }
}
