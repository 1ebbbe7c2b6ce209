package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import signet.identity.Tables;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.AttachedPermissionsBoundary;
import signet.model.iam.CreateAccessKeyInput;
import signet.model.iam.CreateUserInput;
import signet.model.iam.DeleteAccessKeyInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.DeleteUserPolicyInput;
import signet.model.iam.DetachUserPolicyInput;
import signet.model.iam.GetUserInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListUsersInput;
import signet.model.iam.ListUsersOutput;
import signet.model.iam.PutUserPolicyInput;
import signet.model.iam.RemoveUserFromGroupInput;
import signet.model.iam.UpdateUserInput;
import signet.model.iam.User;

class UserTest extends CloudTest {
    private static CreateUserInput named(String name) {
        return CreateUserInput.builder().userName(name).build();
    }

    @Test
    void aNewUserHasAnArnWithItsPathAndAnIdOfItsKind() {
        User user = Objects.requireNonNull(cloud.call(
                        IamOperations.CREATE_USER,
                        CreateUserInput.builder().userName("ann").path("/a/b/").build())
                .user());

        assertEquals("arn:aws:iam::123456789012:user/a/b/ann", user.arn());
        assertEquals("/a/b/", user.path());
        assertTrue(user.userId().matches("AIDA[A-Z2-7]{17}"), user.userId());
        assertNull(user.tags());
        assertNull(user.permissionsBoundary());
    }

    @Test
    void whatWasCreatedIsWhatIsShown() {
        String boundary = cloud.makePolicy("limit");
        User created = cloud.call(
                        IamOperations.CREATE_USER,
                        CreateUserInput.builder()
                                .userName("ann")
                                .permissionsBoundary(boundary)
                                .tags(Cloud.tags("Team", "x"))
                                .build())
                .user();

        User shown = cloud.call(IamOperations.GET_USER, new GetUserInput("ann")).user();

        assertEquals(created, shown);
        assertEquals(new AttachedPermissionsBoundary("Policy", boundary), shown.permissionsBoundary());
        assertEquals(Cloud.tags("Team", "x"), shown.tags());
    }

    @Test
    void namesAreUniqueIgnoringCaseAndPath() {
        cloud.call(IamOperations.CREATE_USER, named("Ann"));

        cloud.refuses(
                "EntityAlreadyExists",
                "User with name aNN already exists.",
                IamOperations.CREATE_USER,
                CreateUserInput.builder().userName("aNN").path("/other/").build());
    }

    @Test
    void aMissingUserIsNoSuchEntity() {
        String text = "The user with name bob cannot be found.";

        cloud.refuses("NoSuchEntity", text, IamOperations.GET_USER, new GetUserInput("bob"));
        cloud.refuses("NoSuchEntity", text, IamOperations.DELETE_USER, new DeleteUserInput("bob"));
        cloud.refuses("NoSuchEntity", text, IamOperations.UPDATE_USER, new UpdateUserInput("bob", null, "b"));
        cloud.refuses("NoSuchEntity", text, IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("bob"));
    }

    @Test
    void withoutANameItIsAboutTheCaller() {
        cloud.makeUser("ann", Cloud.ALLOW_ALL);

        User self = cloud.callAs(cloud.user("ann"), IamOperations.GET_USER, new GetUserInput(null))
                .user();
        User root = cloud.call(IamOperations.GET_USER, new GetUserInput(null)).user();

        assertEquals("ann", self.userName());
        assertEquals("arn:aws:iam::123456789012:root", root.arn());
        assertEquals("123456789012", root.userId());
    }

    @Test
    void aRoleSessionHasToNameAUser() {
        cloud.makeRole("r");

        cloud.refusesAs(
                cloud.session("r"),
                "ValidationError",
                "Must specify userName when calling with non-User credentials",
                IamOperations.GET_USER,
                new GetUserInput(null));
    }

    @Test
    void aRenamedUserKeepsIdKeysGroupsAndPolicies() {
        cloud.makeUser("ann", Cloud.ALLOW_ALL);
        cloud.makeGroup("g");
        cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", "ann"));
        cloud.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("ann"));
        signet.identity.User before =
                cloud.view().get(Tables.USERS, Tables.key(Cloud.ACCOUNT, "ann")).orElseThrow();

        cloud.call(IamOperations.UPDATE_USER, new UpdateUserInput("ann", "/new/", "eve"));

        signet.identity.User after =
                cloud.view().get(Tables.USERS, Tables.key(Cloud.ACCOUNT, "eve")).orElseThrow();
        assertEquals(before.id(), after.id());
        assertEquals(before.groups(), after.groups());
        assertEquals(before.inline(), after.inline());
        assertEquals("arn:aws:iam::123456789012:user/new/eve", after.arn());
        assertEquals(
                1, cloud.view().find(Tables.ACCESS_KEYS_BY_OWNER, after.id()).size());
        cloud.refuses(
                "NoSuchEntity",
                "The user with name ann cannot be found.",
                IamOperations.GET_USER,
                new GetUserInput("ann"));
    }

    @Test
    void aUserMayChangeTheCaseOfItsNameButNotTakeAnothers() {
        cloud.makeUser("ann", "");
        cloud.makeUser("bob", "");

        cloud.call(IamOperations.UPDATE_USER, new UpdateUserInput("ann", null, "ANN"));
        cloud.refuses(
                "EntityAlreadyExists",
                "User with name Bob already exists.",
                IamOperations.UPDATE_USER,
                new UpdateUserInput("ANN", null, "Bob"));

        assertEquals(
                "ANN",
                cloud.call(IamOperations.GET_USER, new GetUserInput("ann"))
                        .user()
                        .userName());
    }

    @Test
    void renamingNeedsPermissionOnBothNames() {
        cloud.makeUser("ann", "");
        cloud.makeUser("admin", Cloud.allow("iam:UpdateUser", "arn:aws:iam::123456789012:user/ann"));

        cloud.denies(
                cloud.user("admin"),
                "iam:UpdateUser",
                "arn:aws:iam::123456789012:user/eve",
                IamOperations.UPDATE_USER,
                new UpdateUserInput("ann", null, "eve"));
    }

    @Test
    void aUserIsDeletedOnlyWhenNothingIsLeftOfIt() {
        cloud.makeUser("ann", Cloud.ALLOW_ALL);
        cloud.makeGroup("g");
        String arn = cloud.makePolicy("p");
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("ann", arn));
        cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", "ann"));
        String key = cloud.call(IamOperations.CREATE_ACCESS_KEY, new CreateAccessKeyInput("ann"))
                .accessKey()
                .accessKeyId();

        mustFirst("delete access keys");
        cloud.call(IamOperations.DELETE_ACCESS_KEY, new DeleteAccessKeyInput(key, "ann"));
        mustFirst("delete policies");
        cloud.call(IamOperations.DELETE_USER_POLICY, new DeleteUserPolicyInput("ann", "inline"));
        mustFirst("detach all policies");
        cloud.call(IamOperations.DETACH_USER_POLICY, new DetachUserPolicyInput("ann", arn));
        mustFirst("remove users from group");
        cloud.call(IamOperations.REMOVE_USER_FROM_GROUP, new RemoveUserFromGroupInput("g", "ann"));
        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("ann"));

        cloud.refuses(
                "NoSuchEntity",
                "The user with name ann cannot be found.",
                IamOperations.GET_USER,
                new GetUserInput("ann"));
    }

    private void mustFirst(String what) {
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must " + what + " first.",
                IamOperations.DELETE_USER,
                new DeleteUserInput("ann"));
    }

    @Test
    void aListGoesOnAfterThePageBeforeEvenIfUsersComeAndGo() {
        List.of("a", "b", "c", "d", "e").forEach(name -> cloud.makeUser(name, ""));

        ListUsersOutput first = cloud.call(IamOperations.LIST_USERS, new ListUsersInput(null, null, 2));
        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("b"));
        cloud.makeUser("a2", "");
        ListUsersOutput second = cloud.call(IamOperations.LIST_USERS, new ListUsersInput(null, first.marker(), 2));
        ListUsersOutput third = cloud.call(IamOperations.LIST_USERS, new ListUsersInput(null, second.marker(), 2));

        assertEquals(List.of("a", "b"), names(first));
        assertEquals(List.of("c", "d"), names(second));
        assertEquals(List.of("e"), names(third));
        assertEquals(true, first.isTruncated());
        assertEquals(false, third.isTruncated());
        assertNull(third.marker());
    }

    @Test
    void aMarkerThatIsNoneIsRefused() {
        for (String marker : List.of("x", "!!", "AAAA", "c2lnbmV0")) {
            cloud.refuses(
                    "ValidationError",
                    "Invalid Marker.",
                    IamOperations.LIST_USERS,
                    new ListUsersInput(null, marker, null));
        }
    }

    @Test
    void aListHasOnlyUsersUnderThePathAndOfTheAccount() {
        cloud.makeUser("top", "");
        cloud.call(
                IamOperations.CREATE_USER,
                CreateUserInput.builder().userName("deep").path("/x/y/").build());
        cloud.callAs(cloud.rootOf(Cloud.OTHER), IamOperations.CREATE_USER, named("foreign"));

        assertEquals(
                List.of("deep"), names(cloud.call(IamOperations.LIST_USERS, new ListUsersInput("/x", null, null))));
        assertEquals(
                List.of("deep", "top"),
                names(cloud.call(IamOperations.LIST_USERS, new ListUsersInput(null, null, null))));
    }

    @Test
    void listedUsersHaveNeitherTagsNorBoundary() {
        String boundary = cloud.makePolicy("limit");
        cloud.call(
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("ann")
                        .permissionsBoundary(boundary)
                        .tags(Cloud.tags("Team", "x"))
                        .build());

        User listed = cloud.call(IamOperations.LIST_USERS, new ListUsersInput(null, null, null))
                .users()
                .getFirst();

        assertNull(listed.tags());
        assertNull(listed.permissionsBoundary());
    }

    private static List<String> names(ListUsersOutput output) {
        return output.users().stream().map(User::userName).toList();
    }

    @Test
    void creatingWithTagsNeedsPermissionToTag() {
        cloud.makeUser("admin", Cloud.allow("iam:CreateUser", "*"));

        cloud.callAs(cloud.user("admin"), IamOperations.CREATE_USER, named("plain"));
        cloud.denies(
                cloud.user("admin"),
                "iam:TagUser",
                "arn:aws:iam::123456789012:user/tagged",
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("tagged")
                        .tags(Cloud.tags("a", "b"))
                        .build());
    }

    @Test
    void creatingCanBeTiedToABoundary() {
        String boundary = cloud.makePolicy("limit");
        cloud.makeUser(
                "admin",
                Cloud.allowIf(
                        "iam:CreateUser", "{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + boundary + "\"}}"));

        cloud.callAs(
                cloud.user("admin"),
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("bounded")
                        .permissionsBoundary(boundary)
                        .build());
        cloud.denies(
                cloud.user("admin"),
                "iam:CreateUser",
                "arn:aws:iam::123456789012:user/free",
                IamOperations.CREATE_USER,
                named("free"));
    }

    @Test
    void creatingCanBeTiedToTags() {
        cloud.makeUser(
                "admin",
                "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Action\":[\"iam:CreateUser\","
                        + "\"iam:TagUser\"],\"Resource\":\"*\",\"Condition\":{\"StringEquals\":{\"aws:RequestTag/Team\":\"x\"},"
                        + "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"Team\"]}}}}");

        cloud.callAs(
                cloud.user("admin"),
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("good")
                        .tags(Cloud.tags("Team", "x"))
                        .build());
        cloud.denies(
                cloud.user("admin"),
                "iam:CreateUser",
                "arn:aws:iam::123456789012:user/bad",
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("bad")
                        .tags(Cloud.tags("Team", "x", "More", "y"))
                        .build());
    }

    @Test
    void aDenialDoesNotTellWhetherTheUserExists() {
        cloud.makeUser("nobody", "");
        cloud.makeUser("ann", "");

        for (String name : List.of("ann", "ghost")) {
            cloud.denies(
                    cloud.user("nobody"),
                    "iam:GetUser",
                    "user " + name,
                    IamOperations.GET_USER,
                    new GetUserInput(name));
        }
    }

    @Test
    void permissionsCanDependOnTheUsersTags() {
        cloud.call(
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("ann")
                        .tags(Cloud.tags("Team", "x"))
                        .build());
        cloud.makeUser("bob", "");
        cloud.makeUser("byAws", Cloud.allowIf("iam:GetUser", "{\"StringEquals\":{\"aws:ResourceTag/Team\":\"x\"}}"));
        cloud.makeUser("byIam", Cloud.allowIf("iam:GetUser", "{\"StringEquals\":{\"iam:ResourceTag/team\":\"x\"}}"));

        for (String caller : List.of("byAws", "byIam")) {
            cloud.callAs(cloud.user(caller), IamOperations.GET_USER, new GetUserInput("ann"));
            cloud.denies(
                    cloud.user(caller), "iam:GetUser", "user bob", IamOperations.GET_USER, new GetUserInput("bob"));
        }
    }

    @Test
    void listingAsksForTheUsersUnderThePath() {
        cloud.makeUser("nobody", "");

        cloud.denies(
                cloud.user("nobody"),
                "iam:ListUsers",
                "arn:aws:iam::123456789012:user/",
                IamOperations.LIST_USERS,
                new ListUsersInput(null, null, null));
    }

    @Test
    void aMissingBoundaryIsRefused() {
        cloud.refuses(
                "NoSuchEntity",
                "Scope ARN: arn:aws:iam::123456789012:policy/none does not exist or is not attachable.",
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("ann")
                        .permissionsBoundary("arn:aws:iam::123456789012:policy/none")
                        .build());
        cloud.refuses(
                "InvalidInput",
                "ARN arn:aws:iam::123456789012:not_a_policy/x is not valid.",
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("ann")
                        .permissionsBoundary("arn:aws:iam::123456789012:not_a_policy/x")
                        .build());
    }

    @Test
    void putsOfDocumentsAreSeenAtOnce() {
        cloud.makeUser("ann", "");
        cloud.denies(
                cloud.user("ann"),
                "iam:ListUsers",
                "arn:aws:iam::123456789012:user/",
                IamOperations.LIST_USERS,
                new ListUsersInput(null, null, null));

        cloud.call(
                IamOperations.PUT_USER_POLICY, new PutUserPolicyInput("ann", "p", Cloud.allow("iam:ListUsers", "*")));

        assertEquals(
                1,
                cloud.callAs(cloud.user("ann"), IamOperations.LIST_USERS, new ListUsersInput(null, null, null))
                        .users()
                        .size());
    }
}
