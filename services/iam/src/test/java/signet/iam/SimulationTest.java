package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.ContextEntry;
import signet.model.iam.EvaluationResult;
import signet.model.iam.GetContextKeysForCustomPolicyInput;
import signet.model.iam.GetContextKeysForPrincipalPolicyInput;
import signet.model.iam.IamOperations;
import signet.model.iam.InlinePolicyIdentifierType;
import signet.model.iam.OrderedOrganizationPolicyType;
import signet.model.iam.OrganizationsDecisionDetail;
import signet.model.iam.PermissionsBoundaryDecisionDetail;
import signet.model.iam.PolicyIdentifier;
import signet.model.iam.Position;
import signet.model.iam.PutGroupPolicyInput;
import signet.model.iam.PutUserPermissionsBoundaryInput;
import signet.model.iam.ResourceSpecificResult;
import signet.model.iam.SimulateCustomPolicyInput;
import signet.model.iam.SimulatePolicyResponse;
import signet.model.iam.SimulatePrincipalPolicyInput;
import signet.model.iam.Statement;

class SimulationTest extends CloudTest {
    private static final String BUCKET = "arn:aws:s3:::bucket";
    private static final String USER = "arn:aws:iam::123456789012:user/u";
    private static final String DENY =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"s3:Put*\",\"Resource\":\"*\"}}";

    private static SimulateCustomPolicyInput.Builder custom(String... policies) {
        return SimulateCustomPolicyInput.builder()
                .policyInputList(List.of(policies))
                .actionNames(List.of("s3:PutObject"))
                .resourceArns(List.of(BUCKET));
    }

    private static SimulatePrincipalPolicyInput.Builder principal(String arn) {
        return SimulatePrincipalPolicyInput.builder()
                .policySourceArn(arn)
                .actionNames(List.of("s3:PutObject"))
                .resourceArns(List.of(BUCKET));
    }

    private EvaluationResult one(SimulateCustomPolicyInput.Builder input) {
        return first(cloud.call(IamOperations.SIMULATE_CUSTOM_POLICY, input.build()));
    }

    private EvaluationResult one(SimulatePrincipalPolicyInput.Builder input) {
        return first(cloud.call(IamOperations.SIMULATE_PRINCIPAL_POLICY, input.build()));
    }

    private static EvaluationResult first(SimulatePolicyResponse response) {
        return Objects.requireNonNull(response.evaluationResults()).getFirst();
    }

    private static List<@Nullable String> sources(EvaluationResult result) {
        return Objects.requireNonNull(result.matchedStatements()).stream()
                .<@Nullable String>map(Statement::sourcePolicyId)
                .toList();
    }

    @Test
    void anAnswerHasTheShapeThatAwsGives() {
        String policy =
                "{\"Version\": \"2012-10-17\", \"Statement\": [{\"Effect\": \"Allow\", \"Action\": \"s3:PutObject\","
                        + " \"Resource\": \"*\"}]}";

        EvaluationResult result = one(custom(policy));

        Statement matched = new Statement(
                "PolicyInputList.1", "IAM Policy", new Position(1, 41), new Position(1, policy.length() - 1));
        assertEquals(
                EvaluationResult.builder()
                        .evalActionName("s3:PutObject")
                        .evalResourceName(BUCKET)
                        .evalDecision("allowed")
                        .evalDecisionDetails(Map.of())
                        .matchedStatements(List.of(matched))
                        .missingContextValues(List.of())
                        .organizationsDecisionDetail(new OrganizationsDecisionDetail(true))
                        .resourceSpecificResults(List.of(ResourceSpecificResult.builder()
                                .evalResourceName(BUCKET)
                                .evalResourceDecision("allowed")
                                .matchedStatements(List.of(matched))
                                .missingContextValues(List.of())
                                .build()))
                        .build(),
                result);
    }

    @Test
    void eachActionOnEachResourceHasAResult() {
        SimulateCustomPolicyInput.Builder input = custom(Cloud.allow("s3:Get*", "arn:aws:s3:::a/*"))
                .actionNames(List.of("s3:GetObject", "s3:PutObject"))
                .resourceArns(List.of("arn:aws:s3:::a/x", "arn:aws:s3:::b/x"));
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            SimulatePolicyResponse page = cloud.call(
                    IamOperations.SIMULATE_CUSTOM_POLICY,
                    input.marker(marker).maxItems(3).build());
            for (EvaluationResult result : Objects.requireNonNull(page.evaluationResults())) {
                seen.add(result.evalActionName() + " " + result.evalResourceName() + " " + result.evalDecision());
            }
            marker = page.marker();
        } while (marker != null);

        assertEquals(
                List.of(
                        "s3:GetObject arn:aws:s3:::a/x allowed",
                        "s3:GetObject arn:aws:s3:::b/x implicitDeny",
                        "s3:PutObject arn:aws:s3:::a/x implicitDeny",
                        "s3:PutObject arn:aws:s3:::b/x implicitDeny"),
                seen);
    }

    @Test
    void withoutResourcesItIsAboutEverything() {
        EvaluationResult result = one(custom(Cloud.ALLOW_ALL).resourceArns(null));

        assertEquals("*", result.evalResourceName());
        assertEquals("allowed", result.evalDecision());
        assertEquals(List.of(), result.resourceSpecificResults());
    }

    @Test
    void anExplicitDenyWinsAndIsTheOnlyStatementNamed() {
        EvaluationResult result = one(custom(Cloud.ALLOW_ALL, DENY));

        assertEquals("explicitDeny", result.evalDecision());
        assertEquals(List.of("PolicyInputList.2"), sources(result));
    }

    @Test
    void everyAllowThatMatchesIsNamed() {
        EvaluationResult result = one(custom(Cloud.ALLOW_ALL, Cloud.allow("s3:Get*", "*"), Cloud.allow("s3:*", "*")));

        assertEquals(List.of("PolicyInputList.1", "PolicyInputList.3"), sources(result));
    }

    @Test
    void conditionsUseTheGivenContextAndMissingKeysAreNamed() {
        String policy =
                Cloud.allowIf("s3:*", "{\"StringEquals\":{\"aws:RequestedRegion\":\"eu-west-1\",\"s3:Prefix\":\"a\"}}");

        EvaluationResult without = one(custom(policy));
        EvaluationResult with = one(custom(policy)
                .contextEntries(List.of(
                        new ContextEntry("aws:requestedregion", List.of("eu-west-1"), "string"),
                        new ContextEntry("s3:prefix", List.of("a"), "string"))));

        assertEquals("implicitDeny", without.evalDecision());
        assertEquals(List.of("aws:RequestedRegion", "s3:Prefix"), without.missingContextValues());
        assertEquals("allowed", with.evalDecision());
        assertEquals(List.of(), with.missingContextValues());
    }

    @Test
    void listsAreMultiValued() {
        String policy = Cloud.allowIf("s3:*", "{\"ForAllValues:StringEquals\":{\"aws:TagKeys\":[\"a\",\"b\"]}}");

        assertEquals(
                "allowed",
                one(custom(policy)
                                .contextEntries(
                                        List.of(new ContextEntry("aws:TagKeys", List.of("a", "b"), "stringList"))))
                        .evalDecision());
        assertEquals(
                "implicitDeny",
                one(custom(policy)
                                .contextEntries(
                                        List.of(new ContextEntry("aws:TagKeys", List.of("a", "c"), "stringList"))))
                        .evalDecision());
    }

    @Test
    void aBoundaryLimitsAndItsPartIsTold() {
        EvaluationResult inside =
                one(custom(Cloud.ALLOW_ALL).permissionsBoundaryPolicyInputList(List.of(Cloud.allow("s3:*", "*"))));
        EvaluationResult outside =
                one(custom(Cloud.ALLOW_ALL).permissionsBoundaryPolicyInputList(List.of(Cloud.allow("ec2:*", "*"))));

        assertEquals("allowed", inside.evalDecision());
        assertEquals(new PermissionsBoundaryDecisionDetail(true), inside.permissionsBoundaryDecisionDetail());
        assertEquals("implicitDeny", outside.evalDecision());
        assertEquals(new PermissionsBoundaryDecisionDetail(false), outside.permissionsBoundaryDecisionDetail());
        assertNull(one(custom(Cloud.ALLOW_ALL)).permissionsBoundaryDecisionDetail());
    }

    @Test
    void anOrganizationLimitsAndItsPartIsTold() {
        EvaluationResult result = one(custom(Cloud.ALLOW_ALL)
                .orderedOrganizationPolicyInputList(List.of(
                        new OrderedOrganizationPolicyType(List.of(Cloud.ALLOW_ALL)),
                        new OrderedOrganizationPolicyType(List.of(Cloud.allow("ec2:*", "*"))))));

        assertEquals("implicitDeny", result.evalDecision());
        assertEquals(new OrganizationsDecisionDetail(false), result.organizationsDecisionDetail());
    }

    @Test
    void aResourcePolicyGrantsToTheGivenCaller() {
        String bucketPolicy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + USER
                        + "\"},\"Action\":\"s3:PutObject\",\"Resource\":\"" + BUCKET + "\"}]}";

        EvaluationResult result = one(
                custom(Cloud.allow("ec2:*", "*")).resourcePolicy(bucketPolicy).callerArn(USER));

        assertEquals("allowed", result.evalDecision());
        assertEquals(
                "Resource Policy",
                Objects.requireNonNull(result.matchedStatements()).getFirst().sourcePolicyType());
        cloud.refuses(
                "InvalidInput",
                "CallerArn is required with a resource policy.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom(Cloud.ALLOW_ALL).resourcePolicy(bucketPolicy).build());
    }

    @Test
    void acrossAccountsBothSidesHaveToAllow() {
        String bucketPolicy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + USER
                        + "\"},\"Action\":\"s3:PutObject\",\"Resource\":\"" + BUCKET + "\"}]}";

        SimulateCustomPolicyInput.Builder foreign = custom(Cloud.allow("ec2:*", "*"))
                .resourcePolicy(bucketPolicy)
                .callerArn(USER)
                .resourceOwner("arn:aws:iam::210987654321:root");
        assertEquals("implicitDeny", one(foreign).evalDecision());
        assertEquals(
                "allowed",
                one(foreign.policyInputList(List.of(Cloud.ALLOW_ALL))).evalDecision());
    }

    @Test
    void aUserHasItsOwnItsGroupsAndManagedPolicies() {
        cloud.makeUser("u", Cloud.allow("s3:PutObject", "*"));
        cloud.makeGroup("g");
        cloud.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "gp", Cloud.allow("s3:*", "*")));
        cloud.call(IamOperations.ADD_USER_TO_GROUP, new AddUserToGroupInput("g", "u"));
        cloud.call(
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("u", "arn:aws:iam::aws:policy/AmazonS3FullAccess"));

        EvaluationResult result = one(principal(USER).policyInputList(List.of(Cloud.ALLOW_ALL)));

        assertEquals(
                List.of("user_u_inline", "AmazonS3FullAccess", "group_g_gp", "PolicyInputList.1"), sources(result));
    }

    @Test
    void policiesCanBeLeftOut() {
        cloud.makeUser("u", Cloud.allow("s3:PutObject", "*"));
        cloud.call(
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("u", "arn:aws:iam::aws:policy/AmazonS3FullAccess"));

        EvaluationResult result = one(principal(USER)
                .policyExclusionList(List.of(
                        new PolicyIdentifier(null, "arn:aws:iam::aws:policy/AmazonS3FullAccess", null),
                        new PolicyIdentifier(null, null, new InlinePolicyIdentifierType("inline", "user", "u")))));

        assertEquals("implicitDeny", result.evalDecision());
    }

    @Test
    void aRoleAndAGroupCanBeAskedAbout() {
        cloud.makeRole("r");
        cloud.makeGroup("g");
        cloud.call(
                IamOperations.ATTACH_ROLE_POLICY,
                new AttachRolePolicyInput("r", "arn:aws:iam::aws:policy/AmazonS3FullAccess"));
        cloud.call(IamOperations.PUT_GROUP_POLICY, new PutGroupPolicyInput("g", "p", DENY));

        assertEquals(
                "allowed", one(principal("arn:aws:iam::123456789012:role/r")).evalDecision());
        assertEquals(
                "explicitDeny",
                one(principal("arn:aws:iam::123456789012:group/g")).evalDecision());
    }

    @Test
    void theEntitysOwnBoundaryLimitsUnlessAnotherIsGiven() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        cloud.call(
                IamOperations.PUT_USER_PERMISSIONS_BOUNDARY,
                new PutUserPermissionsBoundaryInput("u", "arn:aws:iam::aws:policy/AmazonEC2FullAccess"));

        assertEquals("implicitDeny", one(principal(USER)).evalDecision());
        assertEquals(
                "allowed",
                one(principal(USER).permissionsBoundaryPolicyInputList(List.of(Cloud.ALLOW_ALL)))
                        .evalDecision());
    }

    @Test
    void variablesAboutTheUserAreKnown() {
        cloud.makeUser("u", Cloud.allow("s3:PutObject", "arn:aws:s3:::home/${aws:username}/*"));

        EvaluationResult own = one(principal(USER).resourceArns(List.of("arn:aws:s3:::home/u/x")));
        EvaluationResult others = one(principal(USER).resourceArns(List.of("arn:aws:s3:::home/v/x")));

        assertEquals("allowed", own.evalDecision());
        assertEquals("implicitDeny", others.evalDecision());
        assertEquals(List.of(), own.missingContextValues());
    }

    @Test
    void simulationAndRealRequestsAgree() {
        cloud.makeUser("u", Cloud.allow("iam:SimulatePrincipalPolicy", USER));

        cloud.callAs(
                cloud.user("u"),
                IamOperations.SIMULATE_PRINCIPAL_POLICY,
                principal(USER).build());
        cloud.denies(
                cloud.user("u"),
                "iam:SimulateCustomPolicy",
                "*",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom(Cloud.ALLOW_ALL).build());
        cloud.denies(
                cloud.user("u"),
                "iam:SimulatePrincipalPolicy",
                "arn:aws:iam::123456789012:role/r",
                IamOperations.SIMULATE_PRINCIPAL_POLICY,
                principal("arn:aws:iam::123456789012:role/r").build());
    }

    @Test
    void badInputIsRefused() {
        cloud.refuses(
                "InvalidInput",
                "Syntax errors in policy.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom("{}").build());
        cloud.refuses(
                "InvalidInput",
                "ARN nothing is not valid.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom(Cloud.ALLOW_ALL).resourceArns(List.of("nothing")).build());
        cloud.refuses(
                "InvalidInput",
                "Action nothing is not valid.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom(Cloud.ALLOW_ALL).actionNames(List.of("nothing")).build());
        cloud.refuses(
                "InvalidInput",
                "CallerArn must be the ARN of an IAM user.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom(Cloud.ALLOW_ALL)
                        .callerArn("arn:aws:iam::123456789012:role/r")
                        .build());
        cloud.refuses(
                "InvalidInput",
                "ARN arn:aws:s3:::bucket is not valid.",
                IamOperations.SIMULATE_PRINCIPAL_POLICY,
                principal(BUCKET).build());
        cloud.refuses(
                "NoSuchEntity",
                "The user with name u cannot be found.",
                IamOperations.SIMULATE_PRINCIPAL_POLICY,
                principal(USER).build());
    }

    @Test
    void contextKeysAreListedOnceInTheOrderOfTheDocument() {
        String policy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Action\":\"s3:*\",\"Resource\":"
                        + "\"arn:aws:s3:::b/${aws:username}\",\"Condition\":{\"StringLike\":{\"s3:prefix\":\"${AWS:UserName}/*\"},"
                        + "\"Bool\":{\"aws:SecureTransport\":\"true\"}}}]}";
        cloud.makeUser("u", policy);

        List<String> expected = List.of("aws:username", "s3:prefix", "aws:SecureTransport");
        assertEquals(
                expected,
                cloud.call(
                                IamOperations.GET_CONTEXT_KEYS_FOR_CUSTOM_POLICY,
                                new GetContextKeysForCustomPolicyInput(List.of(policy, policy)))
                        .contextKeyNames());
        assertEquals(
                expected,
                cloud.call(
                                IamOperations.GET_CONTEXT_KEYS_FOR_PRINCIPAL_POLICY,
                                new GetContextKeysForPrincipalPolicyInput(USER, List.of(policy)))
                        .contextKeyNames());
    }
}
