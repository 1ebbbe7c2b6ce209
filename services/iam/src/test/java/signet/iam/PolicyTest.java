package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.iam.AttachGroupPolicyInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.CreatePolicyInput;
import signet.model.iam.CreatePolicyVersionInput;
import signet.model.iam.CreateUserInput;
import signet.model.iam.DeletePolicyInput;
import signet.model.iam.DeletePolicyVersionInput;
import signet.model.iam.DetachUserPolicyInput;
import signet.model.iam.GetPolicyInput;
import signet.model.iam.GetPolicyVersionInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListEntitiesForPolicyInput;
import signet.model.iam.ListEntitiesForPolicyOutput;
import signet.model.iam.ListPoliciesInput;
import signet.model.iam.ListPoliciesOutput;
import signet.model.iam.ListPolicyVersionsInput;
import signet.model.iam.ListPolicyVersionsOutput;
import signet.model.iam.ListUsersInput;
import signet.model.iam.Policy;
import signet.model.iam.PolicyGroup;
import signet.model.iam.PolicyRole;
import signet.model.iam.PolicyUser;
import signet.model.iam.PolicyVersion;
import signet.model.iam.SetDefaultPolicyVersionInput;

class PolicyTest extends CloudTest {
    private static final String ARN = "arn:aws:iam::123456789012:policy/p";
    private static final String ADMIN = "arn:aws:iam::aws:policy/AdministratorAccess";

    private static CreatePolicyInput.Builder policy(String name) {
        return CreatePolicyInput.builder().policyName(name).policyDocument(Cloud.ALLOW_ALL);
    }

    private Policy get(String arn) {
        return Objects.requireNonNull(
                cloud.call(IamOperations.GET_POLICY, new GetPolicyInput(arn)).policy());
    }

    private PolicyVersion version(String arn, String id) {
        return Objects.requireNonNull(cloud.call(IamOperations.GET_POLICY_VERSION, new GetPolicyVersionInput(arn, id))
                .policyVersion());
    }

    private PolicyVersion addVersion(String document, boolean inForce) {
        return Objects.requireNonNull(
                cloud.call(IamOperations.CREATE_POLICY_VERSION, new CreatePolicyVersionInput(ARN, document, inForce))
                        .policyVersion());
    }

    @Test
    void creationShowsNeitherDescriptionNorDocument() {
        Policy created = Objects.requireNonNull(cloud.call(
                        IamOperations.CREATE_POLICY,
                        policy("p").description("why").build())
                .policy());

        assertEquals(ARN, created.arn());
        assertTrue(Objects.requireNonNull(created.policyId()).matches("ANPA[A-Z2-7]{17}"));
        assertEquals("v1", created.defaultVersionId());
        assertEquals(0, created.attachmentCount());
        assertEquals(0, created.permissionsBoundaryUsageCount());
        assertEquals(true, created.isAttachable());
        assertNull(created.description());
        assertNull(created.tags());
        assertEquals("why", get(ARN).description());
        assertEquals(List.of(), get(ARN).tags());
    }

    @Test
    void documentsAreAnsweredAsGivenPercentEncoded() {
        String given =
                "{\n  \"Version\": \"2012-10-17\",\n  \"Statement\": {\"Effect\": \"Allow\", \"Action\": \"s3:Get*\","
                        + " \"Resource\": \"arn:aws:s3:::b/é~_.-\"}\n}";

        cloud.call(
                IamOperations.CREATE_POLICY, policy("p").policyDocument(given).build());

        String shown = Objects.requireNonNull(version(ARN, "v1").document());
        assertTrue(shown.startsWith("%7B%0A%20%20%22Version%22%3A%20%222012-10-17%22"), shown);
        assertTrue(shown.contains("%C3%A9~_.-"), shown);
        assertTrue(shown.contains("s3%3AGet%2A"), shown);
    }

    @Test
    void aNameIsTakenWhateverThePathAndCase() {
        cloud.makePolicy("p");

        cloud.refuses(
                "EntityAlreadyExists",
                "A policy called P already exists. Duplicate names are not allowed.",
                IamOperations.CREATE_POLICY,
                policy("P").path("/x/").build());
    }

    @Test
    void aMalformedDocumentIsRefusedInAwssWords() {
        cloud.makePolicy("p");
        List<List<String>> cases = List.of(
                List.of("x", "Syntax errors in policy."),
                List.of(
                        Cloud.ALLOW_ALL.replace("2012-10-17", "2008-10-17"),
                        "Policy document must be version 2012-10-17 or greater."),
                List.of(
                        Cloud.ALLOW_ALL.replace("\"Action\":\"*\"", "\"Action\":\"nothing\""),
                        "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc."),
                List.of(
                        Cloud.ALLOW_ALL.replace("\"Resource\":\"*\"", "\"Resource\":\"x\""),
                        "Resource x must be in ARN format or \"*\"."),
                List.of(
                        Cloud.ALLOW_ALL.replace("\"Effect\"", "\"Principal\":\"*\",\"Effect\""),
                        "Policy document should not specify a principal."));

        for (List<String> each : cases) {
            cloud.refuses(
                    "MalformedPolicyDocument",
                    each.get(1),
                    IamOperations.CREATE_POLICY,
                    policy("q").policyDocument(each.get(0)).build());
            cloud.refuses(
                    "MalformedPolicyDocument",
                    each.get(1),
                    IamOperations.CREATE_POLICY_VERSION,
                    new CreatePolicyVersionInput(ARN, each.get(0), true));
        }
    }

    @Test
    void aDocumentMayBeSoLongWithoutItsWhiteSpace() {
        String fits = Cloud.allow("s3:*", "arn:aws:s3:::" + "b".repeat(6000));
        String tooLong = Cloud.allow("s3:*", "arn:aws:s3:::" + "b".repeat(6144));

        cloud.call(
                IamOperations.CREATE_POLICY,
                policy("p").policyDocument(fits + " ".repeat(9000)).build());
        cloud.refuses(
                "LimitExceeded",
                "Cannot exceed quota for PolicySize: 6144",
                IamOperations.CREATE_POLICY,
                policy("q").policyDocument(tooLong).build());
    }

    @Test
    void versionNumbersAreNeverUsedAgain() {
        cloud.makePolicy("p");
        for (int i = 2; i <= 5; i++) {
            assertEquals("v" + i, addVersion(Cloud.ALLOW_ALL, false).versionId());
        }
        cloud.refuses(
                "LimitExceeded",
                "A managed policy can have up to 5 versions. Before you create a new version, you must delete an existing"
                        + " version.",
                IamOperations.CREATE_POLICY_VERSION,
                new CreatePolicyVersionInput(ARN, Cloud.ALLOW_ALL, null));

        cloud.call(IamOperations.DELETE_POLICY_VERSION, new DeletePolicyVersionInput(ARN, "v5"));

        assertEquals("v6", addVersion(Cloud.ALLOW_ALL, false).versionId());
    }

    @Test
    void aNewVersionIsInForceOnlyIfAskedFor() {
        cloud.makePolicy("p");

        PolicyVersion second = addVersion(Cloud.allow("s3:*", "*"), false);
        assertEquals(false, second.isDefaultVersion());
        assertNull(second.document());
        assertEquals("v1", get(ARN).defaultVersionId());

        PolicyVersion third = addVersion(Cloud.allow("s3:*", "*"), true);
        assertEquals(true, third.isDefaultVersion());
        assertEquals("v3", get(ARN).defaultVersionId());

        cloud.call(IamOperations.SET_DEFAULT_POLICY_VERSION, new SetDefaultPolicyVersionInput(ARN, "v1"));
        assertEquals("v1", get(ARN).defaultVersionId());
    }

    @Test
    void theVersionInForceDecidesAtOnce() {
        cloud.makePolicy("p");
        addVersion(Cloud.allow("s3:*", "*"), false);
        cloud.makeUser("ann", "");
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("ann", ARN));
        ListUsersInput list = new ListUsersInput(null, null, null);
        assertNotNull(cloud.callAs(cloud.user("ann"), IamOperations.LIST_USERS, list));

        cloud.call(IamOperations.SET_DEFAULT_POLICY_VERSION, new SetDefaultPolicyVersionInput(ARN, "v2"));

        cloud.denies(
                cloud.user("ann"), "iam:ListUsers", "arn:aws:iam::123456789012:user/", IamOperations.LIST_USERS, list);
    }

    @Test
    void versionsAreListedNewestFirstPageByPage() {
        cloud.makePolicy("p");
        addVersion(Cloud.ALLOW_ALL, false);
        addVersion(Cloud.ALLOW_ALL, false);

        List<@Nullable String> seen = new ArrayList<>();
        String marker = null;
        do {
            ListPolicyVersionsOutput page =
                    cloud.call(IamOperations.LIST_POLICY_VERSIONS, new ListPolicyVersionsInput(ARN, marker, 1));
            Objects.requireNonNull(page.versions()).forEach(version -> {
                seen.add(version.versionId());
                assertNull(version.document());
            });
            marker = page.marker();
        } while (marker != null);

        assertEquals(List.of("v3", "v2", "v1"), seen);
    }

    @Test
    void theVersionInForceIsNotDeleted() {
        cloud.makePolicy("p");
        addVersion(Cloud.ALLOW_ALL, true);

        cloud.refuses(
                "DeleteConflict",
                "Cannot delete the default version of a policy.",
                IamOperations.DELETE_POLICY_VERSION,
                new DeletePolicyVersionInput(ARN, "v2"));
        cloud.call(IamOperations.DELETE_POLICY_VERSION, new DeletePolicyVersionInput(ARN, "v1"));
    }

    @Test
    void whatIsMissingIsNamed() {
        cloud.makePolicy("p");
        String none = "arn:aws:iam::123456789012:policy/none";

        cloud.refuses(
                "NoSuchEntity",
                "Policy " + none + " was not found.",
                IamOperations.GET_POLICY,
                new GetPolicyInput(none));
        cloud.refuses(
                "NoSuchEntity",
                "Policy " + none + " was not found.",
                IamOperations.DELETE_POLICY,
                new DeletePolicyInput(none));
        cloud.refuses(
                "NoSuchEntity",
                "Policy " + none + " version v1 does not exist or is not attachable.",
                IamOperations.GET_POLICY_VERSION,
                new GetPolicyVersionInput(none, "v1"));
        cloud.refuses(
                "NoSuchEntity",
                "Policy " + ARN + " version v9 does not exist or is not attachable.",
                IamOperations.GET_POLICY_VERSION,
                new GetPolicyVersionInput(ARN, "v9"));
        cloud.refuses(
                "NoSuchEntity",
                "Policy " + ARN + " version v9 does not exist or is not attachable.",
                IamOperations.SET_DEFAULT_POLICY_VERSION,
                new SetDefaultPolicyVersionInput(ARN, "v9"));
        cloud.refuses(
                "NoSuchEntity",
                "Policy " + none + " does not exist or is not attachable.",
                IamOperations.LIST_ENTITIES_FOR_POLICY,
                entities(none, null, null));
    }

    @Test
    void anotherAccountsPolicyIsClosedAndCannotBeAttached() {
        cloud.callAs(
                cloud.rootOf(Cloud.OTHER),
                IamOperations.CREATE_POLICY,
                policy("p").build());
        String foreign = "arn:aws:iam::" + Cloud.OTHER + ":policy/p";
        cloud.makeUser("ann", "");

        cloud.refuses(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:root is not authorized to perform: iam:GetPolicy on resource: policy "
                        + foreign + " because no resource-based policy allows the iam:GetPolicy action",
                IamOperations.GET_POLICY,
                new GetPolicyInput(foreign));
        cloud.refuses(
                "NoSuchEntity",
                "Policy " + foreign + " does not exist or is not attachable.",
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("ann", foreign));
    }

    @Test
    void aPolicyInUseIsNotDeleted() {
        cloud.makePolicy("p");
        cloud.makeUser("ann", "");
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("ann", ARN));
        addVersion(Cloud.ALLOW_ALL, false);

        cloud.refuses(
                "DeleteConflict",
                "Cannot delete a policy attached to entities.",
                IamOperations.DELETE_POLICY,
                new DeletePolicyInput(ARN));
        cloud.call(IamOperations.DETACH_USER_POLICY, new DetachUserPolicyInput("ann", ARN));
        cloud.refuses(
                "DeleteConflict",
                "This policy has more than one version. Before you delete a policy, you must delete the policy's"
                        + " versions. The default version is deleted with the policy.",
                IamOperations.DELETE_POLICY,
                new DeletePolicyInput(ARN));
        cloud.call(IamOperations.DELETE_POLICY_VERSION, new DeletePolicyVersionInput(ARN, "v2"));
        cloud.call(IamOperations.DELETE_POLICY, new DeletePolicyInput(ARN));
    }

    @Test
    void aPolicyThatIsABoundaryIsNotDeleted() {
        cloud.makePolicy("p");
        cloud.call(
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("ann")
                        .permissionsBoundary(ARN)
                        .build());

        assertEquals(1, get(ARN).permissionsBoundaryUsageCount());
        assertEquals(0, get(ARN).attachmentCount());
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete a policy attached to entities.",
                IamOperations.DELETE_POLICY,
                new DeletePolicyInput(ARN));
    }

    @Test
    void awssPoliciesCanBeReadWithTheirRealDocuments() {
        Policy admin = get(ADMIN);

        assertEquals("AdministratorAccess", admin.policyName());
        assertEquals("/", admin.path());
        String document = Objects.requireNonNull(
                version(ADMIN, Objects.requireNonNull(admin.defaultVersionId())).document());
        assertTrue(document.contains("%22Action%22%3A%22%2A%22"), document);
    }

    @Test
    void attachmentsOfAwssPoliciesAreCountedByAccount() {
        cloud.makeUser("ann", "");
        cloud.makeRole("r");
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("ann", ADMIN));
        cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", ADMIN));

        assertEquals(2, get(ADMIN).attachmentCount());
        assertEquals(
                0,
                Objects.requireNonNull(cloud.callAs(
                                        cloud.rootOf(Cloud.OTHER), IamOperations.GET_POLICY, new GetPolicyInput(ADMIN))
                                .policy())
                        .attachmentCount());
    }

    @Test
    void awssPoliciesCannotBeChanged() {
        cloud.refuses(
                "AccessDenied",
                "Cannot delete policies outside your own account.",
                IamOperations.DELETE_POLICY,
                new DeletePolicyInput(ADMIN));
        cloud.refuses(
                "AccessDenied",
                "Cannot delete policy versions for policies outside your own account.",
                IamOperations.DELETE_POLICY_VERSION,
                new DeletePolicyVersionInput(ADMIN, "v1"));
        cloud.refuses(
                "AccessDenied",
                "Cannot update policies outside your own account.",
                IamOperations.SET_DEFAULT_POLICY_VERSION,
                new SetDefaultPolicyVersionInput(ADMIN, "v1"));
        cloud.refuses(
                "AccessDenied",
                "Cannot create policy versions for policies outside your own account.",
                IamOperations.CREATE_POLICY_VERSION,
                new CreatePolicyVersionInput(ADMIN, Cloud.ALLOW_ALL, true));
    }

    private ListPoliciesOutput list(@Nullable String scope, @Nullable Boolean attached, @Nullable String usage) {
        return cloud.call(
                IamOperations.LIST_POLICIES,
                ListPoliciesInput.builder()
                        .scope(scope)
                        .onlyAttached(attached)
                        .policyUsageFilter(usage)
                        .maxItems(1000)
                        .build());
    }

    private static List<@Nullable String> names(ListPoliciesOutput output) {
        return Objects.requireNonNull(output.policies()).stream()
                .<@Nullable String>map(Policy::policyName)
                .toList();
    }

    @Test
    void policiesAreListedByScopeAndUse() {
        cloud.makePolicy("attached");
        cloud.makePolicy("unused");
        String limit = cloud.makePolicy("limit");
        cloud.makeUser("ann", "");
        cloud.call(
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("ann", "arn:aws:iam::123456789012:policy/attached"));
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("ann", ADMIN));
        cloud.call(
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("bob")
                        .permissionsBoundary(limit)
                        .build());

        assertEquals(List.of("attached", "limit", "unused"), names(list("Local", null, null)));
        assertEquals(List.of("attached", "limit"), names(list("Local", true, null)));
        assertEquals(List.of("attached", "AdministratorAccess"), names(list("All", true, "PermissionsPolicy")));
        assertEquals(List.of("limit"), names(list(null, true, "PermissionsBoundary")));
        assertEquals(List.of("AdministratorAccess"), names(list("AWS", true, null)));
        assertTrue(Objects.requireNonNull(list("AWS", null, null).isTruncated()));
    }

    @Test
    void everyPolicyOfAwsIsListedOncePageByPage() {
        List<@Nullable String> seen = new ArrayList<>();
        String marker = null;
        do {
            ListPoliciesOutput page = cloud.call(
                    IamOperations.LIST_POLICIES,
                    ListPoliciesInput.builder()
                            .scope("AWS")
                            .marker(marker)
                            .maxItems(700)
                            .build());
            seen.addAll(names(page));
            marker = page.marker();
        } while (marker != null);

        assertTrue(seen.size() > 1500, "so many: " + seen.size());
        assertEquals(seen.size(), seen.stream().distinct().count());
    }

    private static ListEntitiesForPolicyInput entities(String arn, @Nullable String filter, @Nullable String usage) {
        return ListEntitiesForPolicyInput.builder()
                .policyArn(arn)
                .entityFilter(filter)
                .policyUsageFilter(usage)
                .build();
    }

    @Test
    void whoHasAPolicyCanBeAsked() {
        cloud.makePolicy("p");
        cloud.makeUser("ann", "");
        cloud.makeGroup("g");
        cloud.makeRole("r");
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("ann", ARN));
        cloud.call(IamOperations.ATTACH_GROUP_POLICY, new AttachGroupPolicyInput("g", ARN));
        cloud.call(IamOperations.ATTACH_ROLE_POLICY, new AttachRolePolicyInput("r", ARN));
        cloud.call(
                IamOperations.CREATE_USER,
                CreateUserInput.builder()
                        .userName("bob")
                        .permissionsBoundary(ARN)
                        .build());

        ListEntitiesForPolicyOutput all = whoHas(null, null);
        ListEntitiesForPolicyOutput roles = whoHas("Role", null);
        ListEntitiesForPolicyOutput bounded = whoHas(null, "PermissionsBoundary");

        assertEquals(List.of("ann", "bob"), users(all));
        assertEquals(
                List.of("g"),
                Objects.requireNonNull(all.policyGroups()).stream()
                        .map(PolicyGroup::groupName)
                        .toList());
        assertEquals(
                List.of("r"),
                Objects.requireNonNull(roles.policyRoles()).stream()
                        .map(PolicyRole::roleName)
                        .toList());
        assertEquals(List.of(), users(roles));
        assertEquals(List.of("bob"), users(bounded));
        assertEquals(List.of(), Objects.requireNonNull(bounded.policyRoles()));
    }

    private ListEntitiesForPolicyOutput whoHas(@Nullable String filter, @Nullable String usage) {
        return cloud.call(IamOperations.LIST_ENTITIES_FOR_POLICY, entities(ARN, filter, usage));
    }

    private static List<@Nullable String> users(ListEntitiesForPolicyOutput output) {
        return Objects.requireNonNull(output.policyUsers()).stream()
                .<@Nullable String>map(PolicyUser::userName)
                .toList();
    }

    @Test
    void denialsWordThePolicyAsAwsDoes() {
        cloud.makePolicy("p");
        cloud.makeUser("nobody", "");

        cloud.denies(
                cloud.user("nobody"),
                "iam:CreatePolicy",
                "policy q",
                IamOperations.CREATE_POLICY,
                policy("q").build());
        cloud.denies(
                cloud.user("nobody"),
                "iam:GetPolicy",
                "policy " + ARN,
                IamOperations.GET_POLICY,
                new GetPolicyInput(ARN));
        cloud.denies(
                cloud.user("nobody"),
                "iam:ListPolicies",
                "policy path /",
                IamOperations.LIST_POLICIES,
                ListPoliciesInput.builder().build());
    }
}
