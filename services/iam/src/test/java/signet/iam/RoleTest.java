package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.DeleteRoleInput;
import signet.model.iam.DeleteRolePolicyInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.DetachRolePolicyInput;
import signet.model.iam.GetRoleInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListRolesInput;
import signet.model.iam.PutRolePolicyInput;
import signet.model.iam.RemoveRoleFromInstanceProfileInput;
import signet.model.iam.Role;
import signet.model.iam.RoleLastUsed;
import signet.model.iam.UpdateAssumeRolePolicyInput;
import signet.model.iam.UpdateRoleDescriptionInput;
import signet.model.iam.UpdateRoleInput;

class RoleTest extends CloudTest {
    private static CreateRoleInput.Builder role(String name) {
        return CreateRoleInput.builder().roleName(name).assumeRolePolicyDocument(Cloud.TRUST_EC2);
    }

    private static String trusting(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }

    private Role get(String name) {
        return cloud.call(IamOperations.GET_ROLE, new GetRoleInput(name)).role();
    }

    private static String decoded(Role role) {
        return URLDecoder.decode(Objects.requireNonNull(role.assumeRolePolicyDocument()), StandardCharsets.UTF_8);
    }

    @Test
    void creationShowsNeitherDescriptionNorSessionLimitButGetRoleDoes() {
        CreateRoleInput input = role("r")
                .path("/p/")
                .description("what for")
                .maxSessionDuration(7200)
                .tags(Cloud.tags("k", "v"))
                .build();

        Role created = cloud.call(IamOperations.CREATE_ROLE, input).role();
        Role shown = get("r");

        assertEquals("arn:aws:iam::123456789012:role/p/r", created.arn());
        assertTrue(created.roleId().matches("AROA[A-Z2-7]{17}"), created.roleId());
        assertNull(created.description());
        assertNull(created.maxSessionDuration());
        assertNull(created.roleLastUsed());
        assertEquals(Cloud.tags("k", "v"), created.tags());
        assertEquals("what for", shown.description());
        assertEquals(7200, shown.maxSessionDuration());
        assertEquals(new RoleLastUsed(null, null), shown.roleLastUsed());
        assertEquals(Cloud.tags("k", "v"), shown.tags());
    }

    @Test
    void listedRolesHaveDescriptionAndLimitButNoTagsBoundaryOrUse() {
        String boundary = cloud.makePolicy("limit");
        cloud.call(
                IamOperations.CREATE_ROLE,
                role("r")
                        .description("d")
                        .permissionsBoundary(boundary)
                        .tags(Cloud.tags("k", "v"))
                        .build());

        Role listed = cloud.call(IamOperations.LIST_ROLES, new ListRolesInput("/", null, null))
                .roles()
                .getFirst();

        assertEquals("d", listed.description());
        assertEquals(3600, listed.maxSessionDuration());
        assertNull(listed.tags());
        assertNull(listed.permissionsBoundary());
        assertNull(listed.roleLastUsed());
    }

    @Test
    void trustPoliciesAreShownAsGivenPercentEncoded() {
        String given = "{ \"Version\" : \"2012-10-17\",\n \"Statement\":[{\"Effect\":\"Allow\",\"Principal\":"
                + "{\"Service\":\"ec2.amazonaws.com\"},\"Action\":\"sts:AssumeRole\"}] }";

        cloud.call(
                IamOperations.CREATE_ROLE,
                role("r").assumeRolePolicyDocument(given).build());

        assertEquals(Percent.encode(given), get("r").assumeRolePolicyDocument());
        assertEquals(given, decoded(get("r")));
    }

    @Test
    void aPrincipalThatIsGoneIsShownByItsUniqueIdForEver() {
        cloud.makeUser("ann", "");
        String arn = "arn:aws:iam::123456789012:user/ann";
        String id = cloud.user("ann").userId();
        cloud.call(
                IamOperations.CREATE_ROLE,
                role("r").assumeRolePolicyDocument(trusting(arn)).build());
        assertEquals(trusting(arn), decoded(get("r")));

        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("ann"));
        cloud.makeUser("ann", "");

        assertEquals(trusting(id), decoded(get("r")));
    }

    @Test
    void anAccountNumberIsShownAsItsRootArn() {
        cloud.call(
                IamOperations.CREATE_ROLE,
                role("r").assumeRolePolicyDocument(trusting(Cloud.ACCOUNT)).build());

        assertEquals(trusting("arn:aws:iam::123456789012:root"), decoded(get("r")));
    }

    @Test
    void aPrincipalThatDoesNotExistIsRefused() {
        for (String arn : List.of(
                "arn:aws:iam::123456789012:user/none",
                "arn:aws:iam::123456789012:role/none",
                "arn:aws:iam::999999999999:root")) {
            cloud.refuses(
                    "MalformedPolicyDocument",
                    "Invalid principal in policy: \"AWS\":\"" + arn + "\"",
                    IamOperations.CREATE_ROLE,
                    role("r").assumeRolePolicyDocument(trusting(arn)).build());
        }
    }

    @Test
    void aMalformedTrustPolicyIsRefusedInAwssWords() {
        cloud.makeRole("r");

        cloud.refuses(
                "MalformedPolicyDocument",
                "This policy contains invalid Json",
                IamOperations.CREATE_ROLE,
                role("r2").assumeRolePolicyDocument("not json").build());
        cloud.refuses(
                "MalformedPolicyDocument",
                "AssumeRole policy may only specify STS AssumeRole actions.",
                IamOperations.UPDATE_ASSUME_ROLE_POLICY,
                new UpdateAssumeRolePolicyInput("r", Cloud.TRUST_EC2.replace("sts:AssumeRole", "s3:GetObject")));
        cloud.refuses(
                "MalformedPolicyDocument",
                "Has prohibited field Resource",
                IamOperations.UPDATE_ASSUME_ROLE_POLICY,
                new UpdateAssumeRolePolicyInput(
                        "r", Cloud.TRUST_EC2.replace("\"Effect\"", "\"Resource\":\"*\",\"Effect\"")));
    }

    @Test
    void aTrustPolicyHasALimitThatWhiteSpaceDoesNotCountFor() {
        String long2000 = Cloud.TRUST_EC2.replace("\"Effect\"", "\"Sid\":\"" + "a".repeat(2000) + "\",\"Effect\"");

        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for ACLSizePerRole: 2048",
                IamOperations.CREATE_ROLE,
                role("r").assumeRolePolicyDocument(long2000).build());
        cloud.call(
                IamOperations.CREATE_ROLE,
                role("r")
                        .assumeRolePolicyDocument(Cloud.TRUST_EC2 + " ".repeat(2000))
                        .build());
    }

    @Test
    void aTrustPolicyCanBeReplaced() {
        cloud.makeRole("r");
        String lambda = Cloud.TRUST_EC2.replace("ec2", "lambda");

        cloud.call(IamOperations.UPDATE_ASSUME_ROLE_POLICY, new UpdateAssumeRolePolicyInput("r", lambda));

        assertEquals(lambda, decoded(get("r")));
    }

    @Test
    void namesAreUniqueIgnoringCaseAndPath() {
        cloud.makeRole("Deploy");

        cloud.refuses(
                "EntityAlreadyExists",
                "Role with name deploy already exists.",
                IamOperations.CREATE_ROLE,
                role("deploy").path("/b/").build());
    }

    @Test
    void nobodyMakesAServiceLinkedRoleByItsPath() {
        cloud.refuses(
                "InvalidInput",
                "Path prefix '/aws-service-role/' can only be used for AWS Service linked Roles",
                IamOperations.CREATE_ROLE,
                role("AWSServiceRoleForRDS")
                        .path("/aws-service-role/rds.amazonaws.com/")
                        .build());
    }

    @Test
    void whatAnUpdateLeavesOutStays() {
        cloud.call(IamOperations.CREATE_ROLE, role("r").description("one").build());

        cloud.call(IamOperations.UPDATE_ROLE, new UpdateRoleInput("r", null, 4000));
        assertEquals("one", get("r").description());
        assertEquals(4000, get("r").maxSessionDuration());

        cloud.call(IamOperations.UPDATE_ROLE, new UpdateRoleInput("r", "two", null));
        assertEquals("two", get("r").description());
        assertEquals(4000, get("r").maxSessionDuration());

        Role described = cloud.call(IamOperations.UPDATE_ROLE_DESCRIPTION, new UpdateRoleDescriptionInput("r", "three"))
                .role();
        assertEquals("three", Objects.requireNonNull(described).description());
        assertNull(described.maxSessionDuration());
    }

    @Test
    void aRoleIsDeletedOnlyWhenNothingIsLeftOfIt() {
        cloud.makeRole("r");
        String arn = cloud.makePolicy("p");
        cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", arn));
        cloud.call(IamOperations.PUT_ROLE_POLICY, new PutRolePolicyInput("r", "i", Cloud.ALLOW_ALL));
        cloud.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileInput("ip", null, null));
        cloud.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("ip", "r"));

        mustFirst("remove roles from instance profile");
        cloud.call(IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE, new RemoveRoleFromInstanceProfileInput("ip", "r"));
        mustFirst("detach all policies");
        cloud.call(IamOperations.DETACH_ROLE_POLICY, new DetachRolePolicyInput("r", arn));
        mustFirst("delete policies");
        cloud.call(IamOperations.DELETE_ROLE_POLICY, new DeleteRolePolicyInput("r", "i"));
        cloud.call(IamOperations.DELETE_ROLE, new DeleteRoleInput("r"));

        cloud.refuses(
                "NoSuchEntity", "The role with name r cannot be found.", IamOperations.GET_ROLE, new GetRoleInput("r"));
    }

    private void mustFirst(String what) {
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must " + what + " first.",
                IamOperations.DELETE_ROLE,
                new DeleteRoleInput("r"));
    }

    @Test
    void aRoleThatIsUsedSaysWhenAndWhere() {
        cloud.makeRole("r");

        cloud.uses.used(cloud.session("r"), "s3", cloud.info());

        assertEquals(new RoleLastUsed(cloud.info().time(), "us-east-1"), get("r").roleLastUsed());
        cloud.uses.flush();
        assertEquals(new RoleLastUsed(cloud.info().time(), "us-east-1"), get("r").roleLastUsed());
    }

    @Test
    void creatingWithTagsNeedsPermissionToTag() {
        cloud.makeUser("admin", Cloud.allow("iam:CreateRole", "*"));

        cloud.denies(
                cloud.user("admin"),
                "iam:TagRole",
                "arn:aws:iam::123456789012:role/x/r",
                IamOperations.CREATE_ROLE,
                role("r").path("/x/").tags(Cloud.tags("a", "b")).build());
        cloud.callAs(cloud.user("admin"), IamOperations.CREATE_ROLE, role("r").build());
    }

    @Test
    void permissionsSeeTheRolesPath() {
        cloud.call(IamOperations.CREATE_ROLE, role("in").path("/team/").build());
        cloud.makeRole("out");
        cloud.makeUser("admin", Cloud.allow("iam:*", "arn:aws:iam::123456789012:role/team/*"));

        cloud.callAs(cloud.user("admin"), IamOperations.GET_ROLE, new GetRoleInput("in"));
        cloud.denies(cloud.user("admin"), "iam:GetRole", "role out", IamOperations.GET_ROLE, new GetRoleInput("out"));
        cloud.denies(
                cloud.user("admin"),
                "iam:CreateRole",
                "arn:aws:iam::123456789012:role/r",
                IamOperations.CREATE_ROLE,
                role("r").build());
    }

    @Test
    void changesCanBeTiedToTheRolesPresentBoundary() {
        String boundary = cloud.makePolicy("limit");
        cloud.call(
                IamOperations.CREATE_ROLE,
                role("bounded").permissionsBoundary(boundary).build());
        cloud.makeRole("free");
        cloud.makeUser(
                "admin",
                Cloud.allowIf(
                        "iam:PutRolePolicy", "{\"StringEquals\":{\"iam:PermissionsBoundary\":\"" + boundary + "\"}}"));

        cloud.callAs(
                cloud.user("admin"),
                IamOperations.PUT_ROLE_POLICY,
                new PutRolePolicyInput("bounded", "p", Cloud.ALLOW_ALL));
        cloud.denies(
                cloud.user("admin"),
                "iam:PutRolePolicy",
                "role free",
                IamOperations.PUT_ROLE_POLICY,
                new PutRolePolicyInput("free", "p", Cloud.ALLOW_ALL));
    }
}
