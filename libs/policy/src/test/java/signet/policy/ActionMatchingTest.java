package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Action and NotAction, asked of the statement, of the index that finds statements, and of the decision. */
class ActionMatchingTest {
    private static String list(String entries) {
        return Stream.of(entries.split(";", -1))
                .map(entry -> "'" + entry + "'")
                .collect(Collectors.joining(",", "[", "]"));
    }

    private static boolean allowed(String element, String entries, String action) {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY, "{'Effect':'Allow','" + element + "':" + list(entries) + ",'Resource':'*'}");
        Request request = Policies.request(Policies.ALICE, action, "*", Context.EMPTY);
        Statement statement = policy.policy().statements().getFirst();
        boolean matches = statement.matchesAction(new Query(request, false));
        boolean found =
                Policies.first(policy.policy().allows(), new Query(request, false), Principals.ANY_LEVEL) != null;
        boolean decided = Evaluator.decide(
                        request, PolicySet.builder().identity(List.of(policy)).build())
                .allowed();
        assertEquals(matches, found, "the index finds what matches");
        assertEquals(matches, decided, "what matches is allowed");
        return matches;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                *                           | iam:PassRole                 | true
                iam:PassRole                | iam:PassRole                 | true
                iam:passrole                | iam:PassRole                 | true
                IAM:PASSROLE                | iam:PassRole                 | true
                iam:PassRole                | IAM:passRole                 | true
                iam:PassRol                 | iam:PassRole                 | false
                iam:PassRoles               | iam:PassRole                 | false
                iam:Pass                    | iam:PassRole                 | false
                iam:*                       | iam:PassRole                 | true
                iam:**                      | iam:PassRole                 | true
                iam:Pass*                   | iam:PassRole                 | true
                iam:PASS*                   | iam:PassRole                 | true
                iam:*Role                   | iam:PassRole                 | true
                iam:*role                   | iam:PassRole                 | true
                iam:P*R*                    | iam:PassRole                 | true
                iam:P*s*s*e                 | iam:PassRole                 | true
                iam:P*s*s*s*e               | iam:PassRole                 | false
                iam:PassRole*               | iam:PassRole                 | true
                iam:*PassRole               | iam:PassRole                 | true
                iam:PassRole?               | iam:PassRole                 | false
                iam:?assRole                | iam:PassRole                 | true
                iam:????Role                | iam:PassRole                 | true
                iam:????????                | iam:PassRole                 | true
                iam:?????????               | iam:PassRole                 | false
                iam:???????                 | iam:PassRole                 | false
                iam:?*                      | iam:PassRole                 | true
                iam:                        | iam:PassRole                 | false
                iam: PassRole               | iam:PassRole                 | false
                iam:PassRole                | iamx:PassRole                | false
                iam:*                       | iamx:PassRole                | false
                iamx:*                      | iam:PassRole                 | false
                ec2:*                       | iam:PassRole                 | false
                ec2:PassRole                | iam:PassRole                 | false
                s3:*                        | s3-outposts:GetObject        | false
                s3-outposts:*               | s3-outposts:GetObject        | true
                s3-outposts:*               | s3:GetObject                 | false
                elasticloadbalancing:*      | elasticloadbalancing:x       | true
                aws-portal:View*            | aws-portal:ViewBilling       | true
                s3:Get*;s3:List*            | s3:ListBucket                | true
                s3:Get*;s3:List*            | s3:PutObject                 | false
                s3:GetObject;s3:PutObject   | s3:PutObject                 | true
                s3:GetObject;ec2:*          | ec2:RunInstances             | true
                s3:GetObject;*              | ec2:RunInstances             | true
                s3:GetObject;s3:GetObject   | s3:GetObject                 | true
                s3:*Object                  | s3:GetObjectAcl              | false
                s3:*Object*                 | s3:GetObjectAcl              | true
                s3:GetObject                | s3:GetObjectAcl              | false
                sts:AssumeRole              | sts:AssumeRoleWithSAML       | false
                sts:AssumeRole*             | sts:AssumeRoleWithSAML       | true
                sts:AssumeRole?             | sts:AssumeRole               | false
                """)
    void anActionMatchesByPrefixAndNameRegardlessOfCase(String entries, String action, boolean expected) {
        assertEquals(expected, allowed("Action", entries, action));
        assertEquals(!expected, allowed("NotAction", entries, action));
    }

    @Test
    void theFirstMatchingStatementInTheDocumentIsNamedHoweverItIsFound() {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY,
                "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}",
                "{'Effect':'Allow','NotAction':'iam:*','Resource':'*'}",
                "{'Effect':'Allow','Action':'s3:Get*','Resource':'*'}",
                "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}",
                "{'Effect':'Allow','Action':['s3:GetObject','iam:GetUser','iam:Get*'],'Resource':'*'}",
                "{'Effect':'Allow','Action':'*','Resource':'*'}");
        assertEquals(0, first(policy, "ec2:RunInstances"));
        assertEquals(1, first(policy, "s3:GetObject"));
        assertEquals(1, first(policy, "sqs:SendMessage"));
        assertEquals(4, first(policy, "iam:GetUser"));
        assertEquals(4, first(policy, "iam:GetRole"));
        assertEquals(5, first(policy, "iam:PassRole"));
    }

    private static int first(SourcedPolicy policy, String action) {
        Request request = Policies.request(Policies.ALICE, action, "*", Context.EMPTY);
        Statement statement = Policies.first(policy.policy().allows(), new Query(request, false), Principals.ANY_LEVEL);
        return statement == null ? -1 : statement.index();
    }

    @Test
    void aStatementWhoseConditionFailsGivesWayToALaterOne() {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY,
                "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':{'Bool':{'x':'true'}}}",
                "{'Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::other/*'}",
                "{'Effect':'Allow','Action':'*','Resource':'*'}");
        assertEquals(2, first(policy, "s3:GetObject"));
    }

    @Test
    void anAllowWithNotActionStillNeedsTheResource() {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY, "{'Effect':'Allow','NotAction':'iam:*','Resource':'arn:aws:s3:::bucket/*'}");
        PolicySet set = PolicySet.builder().identity(List.of(policy)).build();
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), set)));
        Request elsewhere = Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::other/k", Context.EMPTY);
        assertEquals("IDENTITY", Cast.outcome(Evaluator.decide(elsewhere, set)));
        Request wildcard = Policies.request(Policies.ALICE, "ec2:DescribeInstances", "*", Context.EMPTY);
        assertEquals("IDENTITY", Cast.outcome(Evaluator.decide(wildcard, set)));
    }
}
