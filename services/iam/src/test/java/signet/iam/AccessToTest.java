package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.authz.Access;
import signet.authz.Caller;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.CreatePolicyInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.CreateUserInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.IamOperations;

/** What it takes to do something to an entity, asked without doing it. */
class AccessToTest {
    private static final String ARN = "arn:aws:iam::" + Cloud.ACCOUNT + ":";
    private static final String BOUNDARY = "iam:PermissionsBoundary";

    @TempDir
    Path folder;

    private Cloud cloud;

    @BeforeEach
    void makeOneOfEachKind() {
        cloud = Cloud.open(folder);
        String limit = cloud.makePolicy("limit");
        cloud.call(
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("ann")
                        .path("/red/")
                        .permissionsBoundary(limit)
                        .tags(Cloud.tags("team", "red"))
                        .build());
        cloud.call(
                IamOperations.CREATE_ROLE,
                CreateRoleInput.builder()
                        .roleName("build")
                        .path("/svc/")
                        .assumeRolePolicyDocument(Cloud.TRUST_EC2)
                        .permissionsBoundary(limit)
                        .tags(Cloud.tags("team", "blue"))
                        .build());
        cloud.makeGroup("staff");
        cloud.call(
                IamOperations.CREATE_INSTANCE_PROFILE,
                CreateInstanceProfileInput.builder()
                        .instanceProfileName("web")
                        .tags(Cloud.tags("team", "green"))
                        .build());
        cloud.call(
                IamOperations.CREATE_POLICY,
                CreatePolicyInput.builder()
                        .policyName("tagged")
                        .policyDocument(Cloud.ALLOW_ALL)
                        .tags(Cloud.tags("team", "gold"))
                        .build());
    }

    @AfterEach
    void close() {
        cloud.close();
    }

    private Optional<Access> find(String action, String resource) {
        return cloud.service.accessTo(cloud.view(), cloud.root(), action, resource);
    }

    private Access access(String action, String resource) {
        return find(action, ARN + resource).orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "iam:GetUser,user/red/ann",
        "iam:DeleteRole,role/svc/build",
        "iam:GetGroup,group/staff",
        "iam:GetInstanceProfile,instance-profile/web",
        "iam:GetPolicy,policy/tagged",
        "iam:GetPolicy,policy/limit",
    })
    void anEntityIsFoundByItsArnAndHasNoPolicyOfItsOwn(String action, String resource) {
        Access access = access(action, resource);

        assertEquals(Access.to(action, ARN + resource).with(access.keys()), access);
    }

    @ParameterizedTest
    @CsvSource({
        "user/red/ann,red",
        "role/svc/build,blue",
        "instance-profile/web,green",
        "policy/tagged,gold",
    })
    void tagsAreKeys(String resource, String team) {
        assertEquals(
                Optional.of(List.of(team)),
                access("iam:TagUser", resource).keys().get("aws:ResourceTag/team"));
    }

    @ParameterizedTest
    @CsvSource({"user/red/ann,true", "role/svc/build,true", "instance-profile/web,false", "policy/tagged,false"})
    void onlyUsersAndRolesHaveIamsOwnKeyOfTags(String resource, boolean own) {
        assertEquals(
                own,
                access("iam:TagUser", resource)
                        .keys()
                        .get("iam:ResourceTag/team")
                        .isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"group/staff", "policy/limit"})
    void whatHasNoTagsHasNoKeys(String resource) {
        assertEquals(
                Set.of(), Set.copyOf(access("iam:GetGroup", resource).keys().keys()));
    }

    /** Service Authorization Reference, IAM: the actions that have iam:PermissionsBoundary on what is there. */
    @ParameterizedTest
    @CsvSource({
        "iam:PutUserPolicy,user/red/ann,true",
        "iam:AttachUserPolicy,user/red/ann,true",
        "iam:DetachUserPolicy,user/red/ann,true",
        "iam:DeleteUserPermissionsBoundary,user/red/ann,true",
        "iam:GetUser,user/red/ann,false",
        "iam:DeleteUser,user/red/ann,false",
        "iam:TagUser,user/red/ann,false",
        "iam:PutRolePolicy,role/svc/build,true",
        "iam:AttachRolePolicy,role/svc/build,true",
        "iam:UpdateAssumeRolePolicy,role/svc/build,true",
        "iam:DeleteRole,role/svc/build,true",
        "iam:PassRole,role/svc/build,false",
        "iam:TagRole,role/svc/build,false",
    })
    void theBoundaryIsAKeyOfTheActionsThatKnowIt(String action, String resource, boolean known) {
        assertEquals(
                known ? Optional.of(List.of(ARN + "policy/limit")) : Optional.empty(),
                access(action, resource).keys().get(BOUNDARY));
    }

    @Test
    void whoHasNoBoundaryHasNoKeyOfIt() {
        cloud.makeUser("ben", "");

        assertEquals(
                Optional.empty(), access("iam:PutUserPolicy", "user/ben").keys().get(BOUNDARY));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "user/ann",
                "user/blue/ann",
                "user/red/",
                "user/red/ann/more",
                "user/red/nosuch",
                "user//red/ann",
                "role/build",
                "role/red/ann",
                "group/svc/staff",
                "user/staff",
                "instance-profile/svc/web",
                "role/web",
                "policy/red/tagged",
                "policy/nosuch",
                "root",
                "user/",
                "user",
                ""
            })
    void whatIsNoEntitysArnHasNoAccess(String resource) {
        assertEquals(Optional.empty(), find("iam:GetUser", ARN + resource));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws:iam::210987654321:user/red/ann",
                "arn:aws:iam::210987654321:policy/tagged",
                "arn:aws:iam:::user/red/ann",
                "arn:aws:sts::123456789012:user/red/ann",
                "arn:aws-cn:iam::123456789012:role/svc/build",
                "user/red/ann",
                "ann",
                "*",
                ""
            })
    void anotherAccountsArnOrNoneHasNoAccess(String resource) {
        assertEquals(Optional.empty(), find("iam:GetUser", resource));
    }

    @Test
    void namesAreFoundAsTheyAreWrittenInTheArn() {
        assertTrue(find("iam:GetUser", ARN + "user/red/ann").isPresent());
        assertEquals(Optional.empty(), find("iam:GetUser", ARN + "user/red/ANN"));
    }

    @Test
    void whatIsDeletedHasNoAccess() {
        cloud.makeUser("ben", "");
        assertTrue(find("iam:GetUser", ARN + "user/ben").isPresent());

        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("ben"));

        assertEquals(Optional.empty(), find("iam:GetUser", ARN + "user/ben"));
    }

    @Test
    void anEntitysTagsDecideAsTheyWouldInTheRequest() {
        Caller helper = cloud.makeUser(
                "helper", Cloud.allowIf("iam:GetUser", "{\"StringEquals\":{\"iam:ResourceTag/team\":\"red\"}}"));
        cloud.makeUser("ben", "");

        assertTrue(cloud.may(helper, "iam:GetUser", ARN + "user/red/ann"));
        assertFalse(cloud.may(helper, "iam:GetUser", ARN + "user/ben"));
        assertFalse(cloud.may(helper, "iam:DeleteUser", ARN + "user/red/ann"));
    }

    @Test
    void whoMustKeepTheBoundaryMayNotChangeOthers() {
        Caller delegate = cloud.makeUser(
                "delegate",
                Cloud.allowIf(
                        "iam:PutUserPolicy",
                        "{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + ARN + "policy/limit\"}}"));
        cloud.makeUser("ben", "");

        assertTrue(cloud.may(delegate, "iam:PutUserPolicy", ARN + "user/red/ann"));
        assertFalse(cloud.may(delegate, "iam:PutUserPolicy", ARN + "user/ben"));
    }

    @Test
    void nobodyMayDoAnythingToAnotherAccountsEntity() {
        assertTrue(cloud.may(cloud.root(), "iam:GetUser", ARN + "user/red/ann"));
        assertFalse(cloud.may(cloud.rootOf(Cloud.OTHER), "iam:GetUser", ARN + "user/red/ann"));
        assertFalse(cloud.may(cloud.rootOf(Cloud.OTHER), "iam:GetPolicy", ARN + "policy/tagged"));
    }
}
