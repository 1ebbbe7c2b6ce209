package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.AttachedPolicy;
import signet.model.iam.CreateAccountAliasInput;
import signet.model.iam.CreateInstanceProfileInput;
import signet.model.iam.DeleteAccountAliasInput;
import signet.model.iam.GetAccountAuthorizationDetailsInput;
import signet.model.iam.GetAccountAuthorizationDetailsOutput;
import signet.model.iam.GetAccountSummaryInput;
import signet.model.iam.GroupDetail;
import signet.model.iam.IamOperations;
import signet.model.iam.ListAccountAliasesInput;
import signet.model.iam.ManagedPolicyDetail;
import signet.model.iam.PolicyDetail;
import signet.model.iam.PolicyVersion;
import signet.model.iam.PutRolePolicyInput;
import signet.model.iam.RoleDetail;
import signet.model.iam.RoleLastUsed;
import signet.model.iam.SetSecurityTokenServicePreferencesInput;
import signet.model.iam.TagUserInput;
import signet.model.iam.UserDetail;

class AccountTest extends CloudTest {
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    private List<String> aliases() {
        return cloud.call(IamOperations.LIST_ACCOUNT_ALIASES, new ListAccountAliasesInput(null, null))
                .accountAliases();
    }

    @Test
    void anAliasIsSetReplacedAndRemoved() {
        assertEquals(List.of(), aliases());
        cloud.call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasInput("one"));
        cloud.call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasInput("two"));
        assertEquals(List.of("two"), aliases());
        cloud.call(IamOperations.DELETE_ACCOUNT_ALIAS, new DeleteAccountAliasInput("two"));
        assertEquals(List.of(), aliases());
    }

    @Test
    void anAliasIsTakenOnceAmongAllAccounts() {
        cloud.call(IamOperations.CREATE_ACCOUNT_ALIAS, new CreateAccountAliasInput("prod"));

        for (String account : List.of(Cloud.ACCOUNT, Cloud.OTHER)) {
            cloud.refusesAs(
                    cloud.rootOf(account),
                    "EntityAlreadyExists",
                    "The account alias prod already exists.",
                    IamOperations.CREATE_ACCOUNT_ALIAS,
                    new CreateAccountAliasInput("prod"));
        }
        cloud.refusesAs(
                cloud.rootOf(Cloud.OTHER),
                "NoSuchEntity",
                "The account alias prod cannot be found.",
                IamOperations.DELETE_ACCOUNT_ALIAS,
                new DeleteAccountAliasInput("prod"));
    }

    @Test
    void actionsWithoutResourceAreAskedOnEverything() {
        cloud.makeUser("nobody", "");

        cloud.denies(
                cloud.user("nobody"),
                "iam:ListAccountAliases",
                "*",
                IamOperations.LIST_ACCOUNT_ALIASES,
                new ListAccountAliasesInput(null, null));
        cloud.denies(
                cloud.user("nobody"),
                "iam:GetAccountSummary",
                "*",
                IamOperations.GET_ACCOUNT_SUMMARY,
                new GetAccountSummaryInput());
    }

    @Test
    void theSummaryCountsWhatTheAccountHas() {
        Map<String, Integer> before = summary();
        fill();
        Map<String, Integer> after = summary();

        assertEquals(34, before.size());
        assertEquals(0, before.get("Users"));
        assertEquals(5000, before.get("UsersQuota"));
        assertEquals(6144, before.get("PolicySizeQuota"));
        assertEquals(1, before.get("GlobalEndpointTokenVersion"));
        assertEquals(1, after.get("Users"));
        assertEquals(1, after.get("Groups"));
        assertEquals(1, after.get("Roles"));
        assertEquals(1, after.get("InstanceProfiles"));
        assertEquals(1, after.get("Policies"));
        assertEquals(1, after.get("PolicyVersionsInUse"));
    }

    private Map<String, Integer> summary() {
        return Objects.requireNonNull(cloud.call(IamOperations.GET_ACCOUNT_SUMMARY, new GetAccountSummaryInput())
                .summaryMap());
    }

    /** A user in a group, a role in a profile, a policy of the account's own and one of AWS's. */
    private void fill() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        cloud.makeGroup("g");
        cloud.makeRole("r");
        String own = cloud.makePolicy("p");
        cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", "u"));
        cloud.call(IamOperations.TAG_USER, new TagUserInput("u", Cloud.tags("k", "v")));
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("u", ADMIN));
        cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", own));
        cloud.call(IamOperations.PUT_ROLE_POLICY, new PutRolePolicyInput("r", "i", Cloud.ALLOW_ALL));
        cloud.call(IamOperations.CREATE_INSTANCE_PROFILE, new CreateInstanceProfileInput("ip", null, null));
        cloud.call(IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE, new AddRoleToInstanceProfileInput("ip", "r"));
    }

    private GetAccountAuthorizationDetailsOutput details(
            @Nullable List<String> filter, @Nullable Integer max, @Nullable String marker) {
        return cloud.call(
                IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                new GetAccountAuthorizationDetailsInput(filter, max, marker));
    }

    @Test
    void detailsShowAUserWithAllThatBelongsToIt() {
        fill();

        UserDetail user = Objects.requireNonNull(
                        details(List.of("User"), null, null).userDetailList())
                .getFirst();

        assertEquals(List.of("g"), user.groupList());
        assertEquals(Cloud.tags("k", "v"), user.tags());
        assertEquals(List.of(new AttachedPolicy("AdministratorAccess", ADMIN)), user.attachedManagedPolicies());
        assertEquals(List.of(new PolicyDetail("inline", Percent.encode(Cloud.ALLOW_ALL))), user.userPolicyList());
        assertNull(user.permissionsBoundary());
    }

    @Test
    void detailsShowARoleWithItsProfiles() {
        fill();

        RoleDetail role = Objects.requireNonNull(
                        details(List.of("Role"), null, null).roleDetailList())
                .getFirst();

        assertEquals(Percent.encode(Cloud.TRUST_EC2), role.assumeRolePolicyDocument());
        assertEquals(
                "ip",
                Objects.requireNonNull(role.instanceProfileList()).getFirst().instanceProfileName());
        assertEquals(List.of(new PolicyDetail("i", Percent.encode(Cloud.ALLOW_ALL))), role.rolePolicyList());
        assertEquals(new RoleLastUsed(null, null), role.roleLastUsed());
        assertEquals(List.of(), role.tags());
    }

    @Test
    void anEmptyUserHasNoPolicyListWhereOthersHaveAnEmptyOne() {
        cloud.makeUser("u", "");
        cloud.makeGroup("g");
        cloud.makeRole("r");

        GetAccountAuthorizationDetailsOutput all = details(null, null, null);

        assertNull(Objects.requireNonNull(all.userDetailList()).getFirst().userPolicyList());
        assertEquals(
                List.of(),
                Objects.requireNonNull(all.groupDetailList()).getFirst().groupPolicyList());
        assertEquals(
                List.of(),
                Objects.requireNonNull(all.roleDetailList()).getFirst().rolePolicyList());
    }

    @Test
    void detailsShowManagedPoliciesWithTheirDocuments() {
        fill();

        ManagedPolicyDetail own = Objects.requireNonNull(
                        details(List.of("LocalManagedPolicy"), null, null).policies())
                .getFirst();
        List<ManagedPolicyDetail> aws = Objects.requireNonNull(
                details(List.of("AWSManagedPolicy"), null, null).policies());

        PolicyVersion version = Objects.requireNonNull(own.policyVersionList()).getFirst();
        assertEquals("p", own.policyName());
        assertEquals(1, own.attachmentCount());
        assertEquals(Percent.encode(Cloud.ALLOW_ALL), version.document());
        assertEquals(true, version.isDefaultVersion());
        assertEquals(1, aws.size());
        assertEquals(ADMIN, aws.getFirst().arn());
    }

    @Test
    void detailsComePageByPageEachEntityOnce() {
        fill();
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            GetAccountAuthorizationDetailsOutput page = details(null, 1, marker);
            Objects.requireNonNull(page.userDetailList()).stream()
                    .map(UserDetail::arn)
                    .forEach(arn -> seen.add(String.valueOf(arn)));
            Objects.requireNonNull(page.groupDetailList()).stream()
                    .map(GroupDetail::arn)
                    .forEach(arn -> seen.add(String.valueOf(arn)));
            Objects.requireNonNull(page.roleDetailList()).stream()
                    .map(RoleDetail::arn)
                    .forEach(arn -> seen.add(String.valueOf(arn)));
            Objects.requireNonNull(page.policies()).stream()
                    .map(ManagedPolicyDetail::arn)
                    .forEach(arn -> seen.add(String.valueOf(arn)));
            marker = page.marker();
        } while (marker != null);

        assertEquals(
                List.of(
                        "arn:aws:iam::123456789012:user/u",
                        "arn:aws:iam::123456789012:group/g",
                        "arn:aws:iam::123456789012:role/r",
                        "arn:aws:iam::123456789012:policy/p",
                        ADMIN),
                seen);
    }

    @Test
    void detailsOfOtherAccountsAreNotShown() {
        fill();

        GetAccountAuthorizationDetailsOutput foreign = cloud.callAs(
                cloud.rootOf(Cloud.OTHER),
                IamOperations.GET_ACCOUNT_AUTHORIZATION_DETAILS,
                new GetAccountAuthorizationDetailsInput(null, null, null));

        assertEquals(List.of(), foreign.userDetailList());
        assertEquals(List.of(), foreign.policies());
        assertFalse(Objects.requireNonNull(foreign.isTruncated()));
    }

    @Test
    void theVersionOfTheGlobalEndpointsTokensIsKept() {
        assertEquals(1, cloud.counted("GlobalEndpointTokenVersion"));

        cloud.call(
                IamOperations.SET_SECURITY_TOKEN_SERVICE_PREFERENCES,
                new SetSecurityTokenServicePreferencesInput("v2Token"));
        assertEquals(2, cloud.counted("GlobalEndpointTokenVersion"));

        cloud.call(
                IamOperations.SET_SECURITY_TOKEN_SERVICE_PREFERENCES,
                new SetSecurityTokenServicePreferencesInput("v1Token"));
        assertEquals(1, cloud.counted("GlobalEndpointTokenVersion"));
    }
}
