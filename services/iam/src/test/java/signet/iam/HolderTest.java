package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.identity.Role;
import signet.identity.Tables;
import signet.model.iam.AttachGroupPolicyInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.AttachedPolicy;
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
import signet.model.iam.ListAttachedRolePoliciesInput;
import signet.model.iam.ListAttachedRolePoliciesOutput;
import signet.model.iam.ListAttachedUserPoliciesInput;
import signet.model.iam.ListRolePoliciesInput;
import signet.model.iam.ListRolePoliciesOutput;
import signet.model.iam.PutGroupPolicyInput;
import signet.model.iam.PutRolePermissionsBoundaryInput;
import signet.model.iam.PutRolePolicyInput;
import signet.model.iam.PutUserPermissionsBoundaryInput;
import signet.model.iam.PutUserPolicyInput;

class HolderTest extends CloudTest {
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    private void makeAll() {
        cloud.makeUser("u", "");
        cloud.makeGroup("g");
        cloud.makeRole("r");
    }

    @Test
    void inlinePoliciesAreKeptAsGivenAndReplaced() {
        makeAll();
        String second = Cloud.allow("s3:*", "*");
        for (String document : List.of(Cloud.ALLOW_ALL, second)) {
            cloud.call(IamOperations.PUT_USER_POLICY, new PutUserPolicyInput("u", "p", document));
            cloud.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "p", document));
            cloud.call(IamOperations.PUT_ROLE_POLICY, new PutRolePolicyInput("r", "p", document));
        }
        String shown = Percent.encode(second);

        assertEquals(
                new GetUserPolicyOutput("u", "p", shown),
                cloud.call(IamOperations.GET_USER_POLICY, new GetUserPolicyInput("u", "p")));
        assertEquals(
                new GetGroupPolicyOutput("g", "p", shown),
                cloud.call(IamOperations.GET_GROUP_POLICY, new GetGroupPolicyInput("g", "p")));
        assertEquals(
                new GetRolePolicyOutput("r", "p", shown),
                cloud.call(IamOperations.GET_ROLE_POLICY, new GetRolePolicyInput("r", "p")));
    }

    @Test
    void aMissingInlinePolicyIsNamedByItsKind() {
        makeAll();

        cloud.refuses(
                "NoSuchEntity",
                "The user policy with name p cannot be found.",
                IamOperations.GET_USER_POLICY,
                new GetUserPolicyInput("u", "p"));
        cloud.refuses(
                "NoSuchEntity",
                "The group policy with name p cannot be found.",
                IamOperations.GET_GROUP_POLICY,
                new GetGroupPolicyInput("g", "p"));
        cloud.refuses(
                "NoSuchEntity",
                "The role policy with name p cannot be found.",
                IamOperations.GET_ROLE_POLICY,
                new GetRolePolicyInput("r", "p"));
        cloud.refuses(
                "NoSuchEntity",
                "The user policy with name p cannot be found.",
                IamOperations.DELETE_USER_POLICY,
                new DeleteUserPolicyInput("u", "p"));
        cloud.refuses(
                "NoSuchEntity",
                "The group policy with name p cannot be found.",
                IamOperations.DELETE_GROUP_POLICY,
                new DeleteGroupPolicyInput("g", "p"));
        cloud.refuses(
                "NoSuchEntity",
                "The role policy with name p cannot be found.",
                IamOperations.DELETE_ROLE_POLICY,
                new DeleteRolePolicyInput("r", "p"));
    }

    @Test
    void allInlinePoliciesTogetherHaveALimitByKind() {
        makeAll();
        cloud.call(
                IamOperations.PUT_USER_POLICY,
                new PutUserPolicyInput("u", "a", Cloud.allow("s3:*", "arn:aws:s3:::" + "b".repeat(1000))));

        cloud.refuses(
                "LimitExceeded",
                "Maximum policy size of 2048 bytes exceeded for user u",
                IamOperations.PUT_USER_POLICY,
                new PutUserPolicyInput("u", "b", Cloud.allow("s3:*", "arn:aws:s3:::" + "b".repeat(1000))));
        cloud.refuses(
                "LimitExceeded",
                "Maximum policy size of 5120 bytes exceeded for group g",
                IamOperations.PUT_GROUP_POLICY,
                new PutGroupPolicyInput("g", "b", Cloud.allow("s3:*", "arn:aws:s3:::" + "b".repeat(5120))));
        cloud.refuses(
                "LimitExceeded",
                "Maximum policy size of 10240 bytes exceeded for role r",
                IamOperations.PUT_ROLE_POLICY,
                new PutRolePolicyInput("r", "b", Cloud.allow("s3:*", "arn:aws:s3:::" + "b".repeat(10240))));
    }

    @Test
    void aMalformedInlinePolicyIsRefused() {
        makeAll();

        cloud.refuses(
                "MalformedPolicyDocument",
                "Syntax errors in policy.",
                IamOperations.PUT_USER_POLICY,
                new PutUserPolicyInput("u", "p", "{}"));
        cloud.refuses(
                "MalformedPolicyDocument",
                "Syntax errors in policy.",
                IamOperations.PUT_GROUP_POLICY,
                new PutGroupPolicyInput("g", "p", "[]"));
        cloud.refuses(
                "MalformedPolicyDocument",
                "Syntax errors in policy.",
                IamOperations.PUT_ROLE_POLICY,
                new PutRolePolicyInput("r", "p", ""));
    }

    @Test
    void inlinePolicyNamesAreListedPageByPage() {
        makeAll();
        for (String name : List.of("c", "a", "b")) {
            cloud.call(IamOperations.PUT_ROLE_POLICY, new PutRolePolicyInput("r", name, Cloud.ALLOW_ALL));
        }

        ListRolePoliciesOutput first =
                cloud.call(IamOperations.LIST_ROLE_POLICIES, new ListRolePoliciesInput("r", null, 2));
        ListRolePoliciesOutput rest =
                cloud.call(IamOperations.LIST_ROLE_POLICIES, new ListRolePoliciesInput("r", first.marker(), 2));

        assertEquals(List.of("a", "b"), first.policyNames());
        assertEquals(List.of("c"), rest.policyNames());
    }

    @Test
    void attachingTwiceChangesNothing() {
        makeAll();
        for (int i = 0; i < 2; i++) {
            cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("u", ADMIN));
            cloud.call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyInput("g", ADMIN));
            cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", ADMIN));
        }

        assertEquals(List.of("AdministratorAccess"), attachedToRole(null));
    }

    private List<@Nullable String> attachedToRole(@Nullable String prefix) {
        ListAttachedRolePoliciesOutput output = cloud.call(
                IamOperations.LIST_ATTACHED_ROLE_POLICIES, new ListAttachedRolePoliciesInput("r", prefix, null, null));
        return Objects.requireNonNull(output.attachedPolicies()).stream()
                .<@Nullable String>map(AttachedPolicy::policyName)
                .toList();
    }

    @Test
    void attachedPoliciesAreListedByPath() {
        makeAll();
        cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", ADMIN));
        cloud.call(
                IamOperations.ATTACH_ROLE_POLICY,
                new AttachRolePolicyInput("r", "arn:aws:iam::aws:policy/job-function/Billing"));

        assertEquals(List.of("AdministratorAccess", "Billing"), attachedToRole(null));
        assertEquals(List.of("Billing"), attachedToRole("/job-function/"));
    }

    @Test
    void whatIsNotAttachedCannotBeDetached() {
        makeAll();
        String text = "Policy " + ADMIN + " was not found.";

        cloud.refuses("NoSuchEntity", text, IamOperations.DETACH_USER_POLICY, new DetachUserPolicyInput("u", ADMIN));
        cloud.refuses("NoSuchEntity", text, IamOperations.DETACH_GROUP_POLICY, new DetachGroupPolicyInput("g", ADMIN));
        cloud.refuses("NoSuchEntity", text, IamOperations.DETACH_ROLE_POLICY, new DetachRolePolicyInput("r", ADMIN));
    }

    @Test
    void onlyAPolicyThatIsThereCanBeAttached() {
        makeAll();

        cloud.refuses(
                "NoSuchEntity",
                "Policy arn:aws:iam::aws:policy/None does not exist or is not attachable.",
                IamOperations.ATTACH_ROLE_POLICY,
                new AttachRolePolicyInput("r", "arn:aws:iam::aws:policy/None"));
        cloud.refuses(
                "ValidationError",
                "ARN longpolicynamebutnoarn is not valid.",
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("u", "longpolicynamebutnoarn"));
        cloud.refuses(
                "PolicyNotAttachable",
                "Cannot attach a Service Role Policy to a Customer Role.",
                IamOperations.ATTACH_ROLE_POLICY,
                new AttachRolePolicyInput("r", "arn:aws:iam::aws:policy/aws-service-role/AmazonRDSServiceRolePolicy"));
    }

    @Test
    void tenPoliciesCanBeAttached() {
        makeAll();
        for (int i = 0; i < 10; i++) {
            String arn = cloud.makePolicy("p" + i);
            cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("u", arn));
            cloud.call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyInput("g", arn));
            cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", arn));
        }

        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerUser: 10",
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("u", ADMIN));
        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerGroup: 10",
                IamOperations.ATTACH_GROUP_POLICY,
                new AttachGroupPolicyInput("g", ADMIN));
        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for PoliciesPerRole: 10",
                IamOperations.ATTACH_ROLE_POLICY,
                new AttachRolePolicyInput("r", ADMIN));
    }

    @Test
    void attachingCanBeTiedToThePolicy() {
        makeAll();
        cloud.makeUser(
                "admin",
                Cloud.allowIf("iam:AttachUserPolicy", "{\"ArnEquals\":{\"iam:PolicyARN\":\"" + ADMIN + "\"}}"));

        cloud.callAs(cloud.user("admin"), IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("u", ADMIN));
        cloud.denies(
                cloud.user("admin"),
                "iam:AttachUserPolicy",
                "user u",
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("u", "arn:aws:iam::aws:policy/PowerUserAccess"));
    }

    @Test
    void aBoundaryIsSetReplacedAndRemoved() {
        makeAll();
        String other = cloud.makePolicy("p");
        for (String arn : List.of(ADMIN, other)) {
            cloud.call(IamOperations.PUT_USER_PERMISSIONS_BOUNDARY, new PutUserPermissionsBoundaryInput("u", arn));
            cloud.call(IamOperations.PUT_ROLE_PERMISSIONS_BOUNDARY, new PutRolePermissionsBoundaryInput("r", arn));
        }
        assertEquals(other, role().boundary());

        for (int i = 0; i < 2; i++) {
            cloud.call(IamOperations.DELETE_USER_PERMISSIONS_BOUNDARY, new DeleteUserPermissionsBoundaryInput("u"));
            cloud.call(IamOperations.DELETE_ROLE_PERMISSIONS_BOUNDARY, new DeleteRolePermissionsBoundaryInput("r"));
        }
        assertTrue(role().boundary() == null);
    }

    private Role role() {
        return cloud.view().get(Tables.ROLES, Tables.key(Cloud.ACCOUNT, "r")).orElseThrow();
    }

    @Test
    void aBoundaryLimitsFromTheMomentItIsSet() {
        cloud.makeUser("ann", Cloud.ALLOW_ALL);
        String limit = cloud.makePolicy("p");
        cloud.call(
                IamOperations.PUT_USER_PERMISSIONS_BOUNDARY,
                new PutUserPermissionsBoundaryInput("ann", "arn:aws:iam::aws:policy/AmazonS3FullAccess"));

        cloud.refusesAs(
                cloud.user("ann"),
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/ann is not authorized to perform: iam:ListAttachedUserPolicies on"
                        + " resource: user ann because no permissions boundary allows the"
                        + " iam:ListAttachedUserPolicies action",
                IamOperations.LIST_ATTACHED_USER_POLICIES,
                new ListAttachedUserPoliciesInput("ann", null, null, null));
        assertEquals("arn:aws:iam::123456789012:policy/p", limit);
    }

    @Test
    void boundaryErrorsAreAwss() {
        makeAll();

        cloud.refuses(
                "InvalidInput",
                "ARN arn:aws:iam::123456789012:not_a_policy/invalid is not valid.",
                IamOperations.PUT_ROLE_PERMISSIONS_BOUNDARY,
                new PutRolePermissionsBoundaryInput("r", "arn:aws:iam::123456789012:not_a_policy/invalid"));
        cloud.refuses(
                "NoSuchEntity",
                "Scope ARN: arn:aws:iam::123456789012:policy/none does not exist or is not attachable.",
                IamOperations.PUT_USER_PERMISSIONS_BOUNDARY,
                new PutUserPermissionsBoundaryInput("u", "arn:aws:iam::123456789012:policy/none"));
    }
}
