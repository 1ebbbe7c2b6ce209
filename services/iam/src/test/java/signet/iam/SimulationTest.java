package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.AttachRolePolicyInput;
import signet.model.iam.AttachUserPolicyInput;
import signet.model.iam.ContextEntry;
import signet.model.iam.EvaluationResult;
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
    private static final String OBJECT = "arn:aws:s3:::bucket/key";
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

        EvaluationResult result = one(custom(policy).resourceArns(List.of(OBJECT)));

        Statement matched = new Statement(
                "PolicyInputList.1", "IAM Policy", new Position(1, 41), new Position(1, policy.length() - 1));
        assertEquals(
                EvaluationResult.builder()
                        .evalActionName("s3:PutObject")
                        .evalResourceName("arn:${Partition}:s3:::${BucketName}/${ObjectName}")
                        .evalDecision("allowed")
                        .evalDecisionDetails(Map.of())
                        .matchedStatements(List.of(matched))
                        .missingContextValues(List.of())
                        .resourceSpecificResults(List.of(ResourceSpecificResult.builder()
                                .evalResourceName(OBJECT)
                                .evalResourceDecision("allowed")
                                .matchedStatements(List.of(matched))
                                .missingContextValues(List.of())
                                .build()))
                        .build(),
                result);
    }

    /** IAM API reference, "EvaluationResult": one for each action, the strictest, with one for each resource inside. */
    @Test
    void eachActionHasAResultWithOneForEachResource() {
        EvaluationResult result = one(custom(Cloud.allow("s3:*", "arn:aws:s3:::a/*"))
                .resourceArns(List.of("arn:aws:s3:::a/x", "arn:aws:s3:::b/x")));

        assertEquals("implicitDeny", result.evalDecision());
        assertEquals(List.of(), result.matchedStatements());
        assertEquals(
                List.of("arn:aws:s3:::a/x allowed 1", "arn:aws:s3:::b/x implicitDeny 0"),
                Objects.requireNonNull(result.resourceSpecificResults()).stream()
                        .map(one -> one.evalResourceName() + " " + one.evalResourceDecision() + " "
                                + Objects.requireNonNull(one.matchedStatements())
                                        .size())
                        .toList());
    }

    @Test
    void theStrictestDecisionIsTheActions() {
        String deny = "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Deny\",\"Action\":\"*\",\"Resource\":"
                + "\"arn:aws:s3:::b/*\"}}";
        EvaluationResult result = one(custom(Cloud.allow("s3:*", "arn:aws:s3:::a/*"), deny)
                .resourceArns(List.of("arn:aws:s3:::a/x", "arn:aws:s3:::b/x", "arn:aws:s3:::c/x")));

        assertEquals("explicitDeny", result.evalDecision());
        assertEquals(List.of("PolicyInputList.2"), sources(result));
    }

    @Test
    void aStatementThatAllowsSeveralResourcesIsNamedOnce() {
        EvaluationResult result =
                one(custom(Cloud.ALLOW_ALL).resourceArns(List.of("arn:aws:s3:::a/x", "arn:aws:s3:::b/x")));

        assertEquals("allowed", result.evalDecision());
        assertEquals(List.of("PolicyInputList.1"), sources(result));
    }

    @Test
    void actionsComeInPages() {
        SimulateCustomPolicyInput.Builder input = custom(Cloud.ALLOW_ALL)
                .actionNames(List.of("s3:GetObject", "s3:PutObject", "s3:GetObject"))
                .maxItems(2);
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            SimulatePolicyResponse page = cloud.call(
                    IamOperations.SIMULATE_CUSTOM_POLICY, input.marker(marker).build());
            Objects.requireNonNull(page.evaluationResults()).forEach(result -> seen.add(result.evalActionName()));
            marker = page.marker();
        } while (marker != null);

        assertEquals(List.of("s3:GetObject", "s3:PutObject", "s3:GetObject"), seen);
    }

    @Test
    void whereTheActionHasNoArnOfThatFormItsNameIsAStar() {
        assertEquals("*", one(custom(Cloud.ALLOW_ALL)).evalResourceName());
        assertEquals(
                "*",
                one(custom(Cloud.ALLOW_ALL).actionNames(List.of("ec2:DescribeInstances")))
                        .evalResourceName());
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
    void acrossAccountsEachKindOfPolicyIsTold() {
        String bucketPolicy =
                "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + USER
                        + "\"},\"Action\":\"s3:PutObject\",\"Resource\":\"" + BUCKET + "\"}]}";

        EvaluationResult result = one(custom(Cloud.allow("ec2:*", "*"))
                .permissionsBoundaryPolicyInputList(List.of(Cloud.ALLOW_ALL))
                .resourcePolicy(bucketPolicy)
                .callerArn(USER)
                .resourceOwner("arn:aws:iam::210987654321:root"));

        Map<String, String> parts = Map.of(
                "IAM Policy", "implicitDeny", "Resource Policy", "allowed", "Permissions Boundary Policy", "allowed");
        assertEquals(parts, result.evalDecisionDetails());
        assertEquals(
                parts,
                Objects.requireNonNull(result.resourceSpecificResults())
                        .getFirst()
                        .evalDecisionDetails());
        assertNull(one(custom(Cloud.ALLOW_ALL).resourceArns(null)).evalDecisionDetails());
    }

    @Test
    void theOwnerInAnArnCountsBeforeTheGivenOne() {
        String queue = "arn:aws:sqs:us-east-1:210987654321:q";
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\""
                + USER + "\"},\"Action\":\"sqs:*\",\"Resource\":\"" + queue + "\"}]}";
        SimulateCustomPolicyInput.Builder input = custom(Cloud.allow("ec2:*", "*"))
                .actionNames(List.of("sqs:SendMessage"))
                .resourceArns(List.of(queue))
                .resourcePolicy(policy)
                .callerArn(USER);

        assertEquals("implicitDeny", one(input).evalDecision());
        assertEquals(
                "allowed", one(input.policyInputList(List.of(Cloud.ALLOW_ALL))).evalDecision());
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
    void policiesCanBeLeftOutByTypeAndByWildcard() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        cloud.call(
                IamOperations.ATTACH_USER_POLICY,
                new AttachUserPolicyInput("u", "arn:aws:iam::aws:policy/AmazonS3FullAccess"));
        cloud.call(IamOperations.ATTACH_USER_POLICY, new AttachUserPolicyInput("u", cloud.makePolicy("mine")));

        assertEquals(List.of("user_u_inline", "AmazonS3FullAccess", "mine"), without());
        assertEquals(List.of("user_u_inline", "mine"), without(type("aws-managed")));
        assertEquals(List.of("user_u_inline", "AmazonS3FullAccess"), without(type("user-managed")));
        assertEquals(List.of("AmazonS3FullAccess", "mine"), without(type("inline")));
        assertEquals(List.of("user_u_inline", "mine"), without(arn("arn:aws:iam::aws:policy/AmazonS3*")));
        assertEquals(
                List.of("AmazonS3FullAccess", "mine"),
                without(new PolicyIdentifier(null, null, new InlinePolicyIdentifierType("inline", "user", "?"))));
        assertEquals(
                List.of("user_u_inline", "AmazonS3FullAccess", "mine"),
                without(arn("arn:aws:organizations::123456789012:policy/o-a1b2c3d4e5/scp/p-1"), type("rcp")));
    }

    @Test
    void theBoundaryCanBeLeftOut() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        cloud.call(
                IamOperations.PUT_USER_PERMISSIONS_BOUNDARY,
                new PutUserPermissionsBoundaryInput("u", "arn:aws:iam::aws:policy/AmazonEC2FullAccess"));

        assertEquals(
                "allowed",
                one(principal(USER).policyExclusionList(List.of(type("permission-boundary"))))
                        .evalDecision());
    }

    @Test
    void malformedIdentifiersAreRefused() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        for (PolicyIdentifier wrong : List.of(
                new PolicyIdentifier(null, null, null),
                new PolicyIdentifier("inline", "arn:aws:iam::aws:policy/a", null),
                arn("AmazonS3FullAccess"),
                arn("arn:aws:iam::*:policy/a"),
                arn("arn:aws:iam::aws:policy/*a*"),
                new PolicyIdentifier(null, null, new InlinePolicyIdentifierType("p*", "user", "u")),
                new PolicyIdentifier(null, null, new InlinePolicyIdentifierType("p", "user", "*u*")))) {
            AwsError error = assertThrows(
                    AwsError.class, () -> one(principal(USER).policyExclusionList(List.of(wrong))), wrong::toString);
            assertEquals("InvalidInput", error.code());
        }
    }

    private List<@Nullable String> without(PolicyIdentifier... excluded) {
        return sources(one(principal(USER).policyExclusionList(List.of(excluded))));
    }

    private static PolicyIdentifier type(String type) {
        return new PolicyIdentifier(type, null, null);
    }

    private static PolicyIdentifier arn(String arn) {
        return new PolicyIdentifier(null, arn, null);
    }

    /** IAM API reference, "SimulateCustomPolicy": each scenario insists on its resources. */
    @Test
    void aScenarioOfEc2NeedsItsResources() {
        String ec2 = "arn:aws:ec2:us-east-1:123456789012:";
        List<String> resources = List.of(
                ec2 + "instance/*",
                "arn:aws:ec2:us-east-1::image/ami-1",
                ec2 + "security-group/sg-1",
                ec2 + "network-interface/*",
                ec2 + "subnet/subnet-1");
        SimulateCustomPolicyInput.Builder input =
                custom(Cloud.ALLOW_ALL).actionNames(List.of("ec2:RunInstances")).resourceArns(resources);

        EvaluationResult result = one(input.resourceHandlingOption("EC2-VPC-InstanceStore-Subnet"));

        assertEquals("allowed", result.evalDecision());
        assertEquals(
                resources.size(),
                Objects.requireNonNull(result.resourceSpecificResults()).size());
        cloud.refuses(
                "InvalidInput",
                "ResourceHandlingOption EC2-VPC-EBS requires a resource of type volume.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                input.resourceHandlingOption("EC2-VPC-EBS").build());
        cloud.refuses(
                "InvalidInput",
                "Invalid ResourceHandlingOption: EC2.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                input.resourceHandlingOption("EC2").build());
    }

    @Test
    void theKeysOfABoundaryAreNotMissed() {
        String conditional = Cloud.allowIf("s3:*", "{\"StringEquals\":{\"aws:RequestedRegion\":\"eu-west-1\"}}");

        EvaluationResult result = one(custom(Cloud.ALLOW_ALL).permissionsBoundaryPolicyInputList(List.of(conditional)));

        assertEquals("implicitDeny", result.evalDecision());
        assertEquals(List.of(), result.missingContextValues());
    }

    @Test
    void theCallerMayBeARoleOrGroupUnlessAResourcePolicySpeaks() {
        for (String type : List.of("role", "group")) {
            String arn = "arn:aws:iam::123456789012:" + type + "/r";
            assertEquals("allowed", one(custom(Cloud.ALLOW_ALL).callerArn(arn)).evalDecision());
            cloud.refuses(
                    "InvalidInput",
                    "Simulation of resource-based policies is supported for IAM users only.",
                    IamOperations.SIMULATE_CUSTOM_POLICY,
                    custom(Cloud.ALLOW_ALL)
                            .callerArn(arn)
                            .resourcePolicy("{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\","
                                    + "\"Principal\":\"*\",\"Action\":\"s3:*\",\"Resource\":\"*\"}]}")
                            .build());
        }
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
                "CallerArn must be the ARN of an IAM user, group, or role.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom(Cloud.ALLOW_ALL)
                        .callerArn("arn:aws:sts::123456789012:assumed-role/r/s")
                        .build());
        cloud.refuses(
                "InvalidInput",
                "Action s3:Get* is not valid.",
                IamOperations.SIMULATE_CUSTOM_POLICY,
                custom(Cloud.ALLOW_ALL).actionNames(List.of("s3:Get*")).build());
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
}
