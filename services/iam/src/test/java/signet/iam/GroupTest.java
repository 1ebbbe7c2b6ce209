package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.AttachGroupPolicyInput;
import signet.model.iam.CreateGroupInput;
import signet.model.iam.DeleteGroupInput;
import signet.model.iam.DeleteGroupPolicyInput;
import signet.model.iam.DetachGroupPolicyInput;
import signet.model.iam.GetGroupInput;
import signet.model.iam.GetGroupOutput;
import signet.model.iam.Group;
import signet.model.iam.IamOperations;
import signet.model.iam.ListGroupsForUserInput;
import signet.model.iam.ListGroupsInput;
import signet.model.iam.ListUsersInput;
import signet.model.iam.PutGroupPolicyInput;
import signet.model.iam.RemoveUserFromGroupInput;
import signet.model.iam.UpdateGroupInput;
import signet.model.iam.User;

class GroupTest extends CloudTest {
    private void add(String user, String group) {
        cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput(group, user));
    }

    private GetGroupOutput get(String name) {
        return cloud.call(IamOperations.GET_GROUP, new GetGroupInput(name, null, null));
    }

    private List<String> groupsOf(String user) {
        return cloud
                .call(IamOperations.LIST_GROUPS_FOR_USER, new ListGroupsForUserInput(user, null, null))
                .groups()
                .stream()
                .map(Group::groupName)
                .toList();
    }

    @Test
    void aNewGroupHasAnArnWithItsPath() {
        cloud.call(IamOperations.CREATE_GROUP, new CreateGroupInput("g", "/x/"));

        Group group = get("g").group();

        assertEquals("arn:aws:iam::123456789012:group/x/g", group.arn());
        assertTrue(group.groupId().matches("AGPA[A-Z2-7]{17}"), group.groupId());
        assertEquals(List.of(), get("g").users());
    }

    @Test
    void namesAreUniqueIgnoringCase() {
        cloud.makeGroup("g");
        cloud.makeGroup("h");

        cloud.refuses(
                "EntityAlreadyExists",
                "Group with name G already exists.",
                IamOperations.CREATE_GROUP,
                new CreateGroupInput("G", "/x/"));
        cloud.refuses(
                "EntityAlreadyExists",
                "Group with name H already exists.",
                IamOperations.UPDATE_GROUP,
                new UpdateGroupInput("g", null, "H"));
    }

    @Test
    void membersAreShownPageByPage() {
        cloud.makeGroup("g");
        for (String name : List.of("c", "a", "b")) {
            cloud.makeUser(name, "");
            add(name, "g");
            add(name, "g");
        }

        GetGroupOutput first = cloud.call(IamOperations.GET_GROUP, new GetGroupInput("g", null, 2));
        GetGroupOutput rest = cloud.call(IamOperations.GET_GROUP, new GetGroupInput("g", first.marker(), 2));

        assertEquals(
                List.of("a", "b"), first.users().stream().map(User::userName).toList());
        assertEquals(List.of("c"), rest.users().stream().map(User::userName).toList());
        assertEquals(false, rest.isTruncated());
    }

    @Test
    void aRenamedGroupKeepsItsMembersAndPolicies() {
        cloud.makeGroup("g");
        cloud.makeUser("u", "");
        add("u", "g");
        cloud.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "p", Cloud.ALLOW_ALL));

        cloud.call(IamOperations.UPDATE_GROUP, new UpdateGroupInput("g", "/y/", "new"));

        assertEquals("arn:aws:iam::123456789012:group/y/new", get("new").group().arn());
        assertEquals(List.of("new"), groupsOf("u"));
        cloud.callAs(cloud.user("u"), IamOperations.LIST_USERS, new ListUsersInput(null, null, null));
        cloud.refuses(
                "NoSuchEntity",
                "The group with name g cannot be found.",
                IamOperations.GET_GROUP,
                new GetGroupInput("g", null, null));
    }

    @Test
    void membersHaveTheGroupsPermissionsAsLongAsTheyAreMembers() {
        cloud.makeGroup("g");
        cloud.makeUser("u", "");
        cloud.call(
                IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "p", Cloud.allow("iam:ListUsers", "*")));
        ListUsersInput list = new ListUsersInput(null, null, null);

        add("u", "g");
        cloud.callAs(cloud.user("u"), IamOperations.LIST_USERS, list);
        cloud.call(IamOperations.REMOVE_USER_FROM_GROUP, new RemoveUserFromGroupInput("g", "u"));

        cloud.denies(
                cloud.user("u"), "iam:ListUsers", "arn:aws:iam::123456789012:user/", IamOperations.LIST_USERS, list);
    }

    @Test
    void aUserMayBeInTenGroups() {
        cloud.makeUser("u", "");
        for (int i = 0; i < 11; i++) {
            cloud.makeGroup("g" + i);
        }
        for (int i = 0; i < 10; i++) {
            add("u", "g" + i);
        }

        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for GroupsPerUser: 10",
                IamOperations.ADD_USER_TO_GROUP,
                new AddUserToGroupInput("g10", "u"));
        assertEquals(10, groupsOf("u").size());
    }

    @Test
    void aMissingUserIsReportedBeforeAMissingGroup() {
        cloud.makeUser("u", "");

        cloud.refuses(
                "NoSuchEntity",
                "The user with name any-user cannot be found.",
                IamOperations.REMOVE_USER_FROM_GROUP,
                new RemoveUserFromGroupInput("none", "any-user"));
        cloud.refuses(
                "NoSuchEntity",
                "The group with name none cannot be found.",
                IamOperations.REMOVE_USER_FROM_GROUP,
                new RemoveUserFromGroupInput("none", "u"));
        cloud.refuses(
                "NoSuchEntity",
                "The group with name none cannot be found.",
                IamOperations.ADD_USER_TO_GROUP,
                new AddUserToGroupInput("none", "u"));
    }

    @Test
    void aGroupIsDeletedOnlyWhenNothingIsLeftOfIt() {
        cloud.makeGroup("g");
        cloud.makeUser("u", "");
        add("u", "g");
        String arn = cloud.makePolicy("p");
        cloud.call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyInput("g", arn));
        cloud.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "i", Cloud.ALLOW_ALL));

        mustFirst("remove users from group");
        cloud.call(IamOperations.REMOVE_USER_FROM_GROUP, new RemoveUserFromGroupInput("g", "u"));
        mustFirst("detach all policies");
        cloud.call(IamOperations.DETACH_GROUP_POLICY, new DetachGroupPolicyInput("g", arn));
        mustFirst("delete policies");
        cloud.call(IamOperations.DELETE_GROUP_POLICY, new DeleteGroupPolicyInput("g", "i"));
        cloud.call(IamOperations.DELETE_GROUP, new DeleteGroupInput("g"));

        assertEquals(
                List.of(),
                cloud.call(IamOperations.LIST_GROUPS, new ListGroupsInput(null, null, null))
                        .groups());
    }

    private void mustFirst(String what) {
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must " + what + " first.",
                IamOperations.DELETE_GROUP,
                new DeleteGroupInput("g"));
    }

    @Test
    void denialsWordTheGroupAsAwsDoes() {
        cloud.makeUser("nobody", "");
        cloud.makeGroup("g");

        cloud.denies(
                cloud.user("nobody"),
                "iam:GetGroup",
                "group g",
                IamOperations.GET_GROUP,
                new GetGroupInput("g", null, null));
        cloud.denies(
                cloud.user("nobody"),
                "iam:CreateGroup",
                "arn:aws:iam::123456789012:group/new",
                IamOperations.CREATE_GROUP,
                new CreateGroupInput("new", null));
        cloud.denies(
                cloud.user("nobody"),
                "iam:AddUserToGroup",
                "group g",
                IamOperations.ADD_USER_TO_GROUP,
                new AddUserToGroupInput("g", "nobody"));
    }

    @Test
    void renamingNeedsPermissionOnBothNames() {
        cloud.makeGroup("g");
        cloud.makeUser("admin", Cloud.allow("iam:UpdateGroup", "arn:aws:iam::123456789012:group/g"));

        cloud.denies(
                cloud.user("admin"),
                "iam:UpdateGroup",
                "arn:aws:iam::123456789012:group/h",
                IamOperations.UPDATE_GROUP,
                new UpdateGroupInput("g", null, "h"));
    }
}
