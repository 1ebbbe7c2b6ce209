package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The clause that AWS prints for each kind of policy, and the sentence of an explanation with its source and place. */
class ExplainedSentencesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                IDENTITY         | because no identity-based policy allows the s3:GetObject action
                RESOURCE         | because no resource-based policy allows the s3:GetObject action
                TRUST            | because no role trust policy allows the s3:GetObject action
                BOUNDARY         | because no permissions boundary allows the s3:GetObject action
                SESSION          | because no session policy allows the s3:GetObject action
                SERVICE_CONTROL  | because no service control policy allows the s3:GetObject action
                RESOURCE_CONTROL | because no resource control policy allows the s3:GetObject action
                ENDPOINT         | because no VPC endpoint policy allows the s3:GetObject action
                """)
    void anImplicitDenialSaysWhatIsMissing(PolicyKind kind, String clause) {
        assertEquals(clause, new Decision.ImplicitlyDenied(kind).because("s3:GetObject"));
        assertEquals(false, new Decision.ImplicitlyDenied(kind).allowed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                IDENTITY         | true  | with an explicit deny in an identity-based policy
                IDENTITY         | false | with an explicit deny in an identity-based policy: arn:p
                RESOURCE         | true  | with an explicit deny in a resource-based policy
                RESOURCE         | false | with an explicit deny in a resource-based policy
                TRUST            | true  | with an explicit deny in the role trust policy
                TRUST            | false | with an explicit deny in the role trust policy
                BOUNDARY         | true  | with an explicit deny in a permissions boundary
                BOUNDARY         | false | with an explicit deny in a permissions boundary: arn:p
                SESSION          | true  | with an explicit deny in a session policy
                SESSION          | false | with an explicit deny in a session policy: arn:p
                SERVICE_CONTROL  | true  | with an explicit deny in a service control policy
                SERVICE_CONTROL  | false | with an explicit deny in a service control policy: arn:p
                RESOURCE_CONTROL | true  | with an explicit deny in a resource control policy
                RESOURCE_CONTROL | false | with an explicit deny in a resource control policy: arn:p
                ENDPOINT         | true  | with an explicit deny in a VPC endpoint policy
                ENDPOINT         | false | with an explicit deny in a VPC endpoint policy: arn:p
                """)
    void anExplicitDenialNamesAManagedPolicyOfTheCaller(PolicyKind kind, boolean inline, String clause) {
        Policy policy = Policies.policy(PolicyKind.IDENTITY, ALLOW).policy();
        SourcedPolicy sourced = new SourcedPolicy("arn:p", inline, policy);
        Decision denied =
                new Decision.ExplicitlyDenied(kind, sourced, policy.statements().getFirst());
        assertEquals(clause, denied.because("s3:GetObject"));
        assertEquals(false, denied.allowed());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                IDENTITY | because an identity-based policy allows the s3:GetObject action
                RESOURCE | because a resource-based policy allows the s3:GetObject action
                TRUST    | because the role trust policy allows the s3:GetObject action
                BOUNDARY | because a permissions boundary allows the s3:GetObject action
                """)
    void anAllowedRequestSaysWhatAllowsIt(PolicyKind kind, String clause) {
        SourcedPolicy policy = Policies.policy(PolicyKind.IDENTITY, ALLOW);
        Decision allowed = new Decision.Allowed(new Decision.ByStatement(
                kind, policy, policy.policy().statements().getFirst()));
        assertEquals(clause, allowed.because("s3:GetObject"));
        assertEquals(true, allowed.allowed());
    }

    private static String sentence(Principal caller, PolicySet set) {
        return Evaluator.explain(Policies.getObject(caller), set).sentence();
    }

    private static SourcedPolicy document(PolicyKind kind, String source, String document) {
        return new SourcedPolicy(source, false, Policies.parse(kind, document));
    }

    @Test
    void theSentenceHasSourceStatementSidAndLine() {
        SourcedPolicy policy = document(PolicyKind.IDENTITY, "arn:aws:iam::111111111111:policy/p", """
                {
                  'Version': '2012-10-17',
                  'Statement': [
                    {'Sid': 'Ec2', 'Effect': 'Allow', 'Action': 'ec2:*', 'Resource': '*'},

                    {
                      'Sid': 'Reads',
                      'Effect': 'Allow',
                      'Action': 's3:Get*',
                      'Resource': '*'
                    }
                  ]
                }
                """);
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is allowed because an identity-based policy allows the "
                        + "s3:GetObject action (arn:aws:iam::111111111111:policy/p, statement 2 \"Reads\", line 6).",
                sentence(
                        Policies.ALICE,
                        PolicySet.builder().identity(List.of(policy)).build()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                ''      | (p, statement 1, line 1).
                'a'     | (p, statement 1 "a", line 1).
                'A b'   | (p, statement 1 "A b", line 1).
                """)
    void anEmptySidIsLeftOut(String sid, String end) {
        SourcedPolicy policy = document(
                PolicyKind.IDENTITY,
                "p",
                "{'Version':'2012-10-17','Statement':{'Sid':" + sid
                        + ",'Effect':'Allow','Action':'*','Resource':'*'}}");
        String sentence = sentence(
                Policies.ALICE, PolicySet.builder().identity(List.of(policy)).build());
        assertEquals(end, sentence.substring(sentence.indexOf('(')));
    }

    @Test
    void aDenialOfTheResourceIsPlacedThoughAwsDoesNotNameIt() {
        SourcedPolicy policy = document(
                PolicyKind.RESOURCE,
                "bucket policy",
                "{'Version':'2012-10-17',\n\n'Statement':{'Sid':'Closed','Effect':'Deny','Principal':'*',"
                        + "'Action':'*','Resource':'*'}}");
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied with an explicit deny in a resource-based policy "
                        + "(bucket policy, statement 1 \"Closed\", line 3).",
                sentence(
                        Policies.ALICE,
                        PolicySet.builder()
                                .identity(Policies.identity(ALLOW))
                                .resource(policy)
                                .build()));
    }

    @Test
    void aManagedPolicyThatDeniesIsNamedTwiceOnceForAwsAndOnceForThePlace() {
        SourcedPolicy policy = document(
                PolicyKind.IDENTITY,
                "arn:p",
                "{'Version':'2012-10-17','Statement':{'Effect':'Deny','Action':'*','Resource':'*'}}");
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied with an explicit deny in an identity-based policy: "
                        + "arn:p (arn:p, statement 1, line 1).",
                sentence(
                        Policies.ALICE,
                        PolicySet.builder().identity(List.of(policy)).build()));
    }

    @Test
    void theRootUserAndGetCallerIdentityNeedNoStatement() {
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is allowed because the caller is the root user of the "
                        + "account.",
                sentence(Policies.ROOT, PolicySet.EMPTY));
        Request who = Policies.request(Policies.ALICE, "sts:GetCallerIdentity", "*", Context.EMPTY);
        assertEquals(
                "sts:GetCallerIdentity on * is allowed because no permissions are required to perform the "
                        + "sts:GetCallerIdentity action.",
                Evaluator.explain(who, PolicySet.EMPTY).sentence());
    }

    @ParameterizedTest
    @CsvSource({
        "user,identity-based policy",
        "session,identity-based policy",
        "federated,session policy",
        "service,resource-based policy",
        "anonymous,resource-based policy",
        "web,resource-based policy",
    })
    void withoutPoliciesTheSentenceNamesTheFirstMissingKind(String caller, String missing) {
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied because no " + missing
                        + " allows the s3:GetObject action; there is none.",
                sentence(Cast.caller(caller), PolicySet.EMPTY));
    }
}
