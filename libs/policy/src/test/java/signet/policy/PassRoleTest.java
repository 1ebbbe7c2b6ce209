package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** iam:PassRole: which role, to which service, for which resource, and by whom. */
class PassRoleTest {
    private static final String ROLE = "arn:aws:iam::111111111111:role/S3Access";

    private static Request pass(Principal caller, String role, @Nullable String service, @Nullable String resource) {
        Context.Builder context = Context.builder();
        if (service != null) {
            context.put("iam:PassedToService", service);
        }
        if (resource != null) {
            context.put("iam:AssociatedResourceArn", resource);
        }
        return Policies.request(caller, "iam:PassRole", role, context.build());
    }

    private static String decide(Request request, String... statements) {
        return Cast.outcome(Evaluator.decide(
                request,
                PolicySet.builder().identity(Policies.identity(statements)).build()));
    }

    /** The usual policy of a user who launches instances with one role: all of EC2, and passing that role. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                ec2:RunInstances                  | arn:aws:ec2:us-east-1:111111111111:instance/*   | allowed
                ec2:AssociateIamInstanceProfile   | arn:aws:ec2:us-east-1:111111111111:instance/i-1 | allowed
                ec2:ReplaceIamInstanceProfileAssociation | arn:aws:ec2:us-east-1:111111111111:instance/i-1 | allowed
                iam:PassRole                      | arn:aws:iam::111111111111:role/S3Access         | allowed
                iam:passrole                      | arn:aws:iam::111111111111:role/S3Access         | allowed
                iam:PassRole                      | arn:aws:iam::111111111111:role/s3access         | IDENTITY
                iam:PassRole                      | arn:aws:iam::111111111111:role/S3Access2        | IDENTITY
                iam:PassRole                      | arn:aws:iam::111111111111:role/Admin            | IDENTITY
                iam:PassRole                      | arn:aws:iam::111111111111:role/x/S3Access       | IDENTITY
                iam:PassRole                      | arn:aws:iam::222222222222:role/S3Access         | IDENTITY
                iam:PassRole                      | arn:aws:iam::111111111111:instance-profile/S3Access | IDENTITY
                iam:GetRole                       | arn:aws:iam::111111111111:role/S3Access         | IDENTITY
                iam:ListInstanceProfiles          | *                                               | IDENTITY
                iam:AttachRolePolicy              | arn:aws:iam::111111111111:role/S3Access         | IDENTITY
                sts:AssumeRole                    | arn:aws:iam::111111111111:role/S3Access         | IDENTITY
                s3:ListAllMyBuckets               | *                                               | IDENTITY
                s3:GetObject                      | arn:aws:s3:::bucket/key                         | IDENTITY
                """)
    void whoMayLaunchAndPassOneRoleMayDoNothingElse(String action, String resource, String expected) {
        Request request = Policies.request(Policies.ALICE, action, resource, Context.EMPTY);
        assertEquals(
                expected,
                decide(
                        request,
                        "{'Effect':'Allow','Action':['ec2:*'],'Resource':'*'}",
                        "{'Effect':'Allow','Action':'iam:PassRole','Resource':'" + ROLE + "'}"));
    }

    /** The role of that article: EC2 may assume it, and nobody else. */
    @Test
    void theRolesTrustPolicyNamesTheService() {
        Policy trust = Policies.parse(
                PolicyKind.TRUST,
                "{'Version':'2012-10-17','Statement':[{'Effect':'Allow','Action':['sts:AssumeRole'],"
                        + "'Principal':{'Service':['ec2.amazonaws.com']}}]}");
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"))
                .resource(new SourcedPolicy("trust", true, trust))
                .build();
        assertEquals("allowed", assume(Cast.EC2, set));
        assertEquals("TRUST", assume(new Principal.Service("lambda.amazonaws.com"), set));
        assertEquals("TRUST", assume(Policies.ALICE, set));
        assertEquals("TRUST", assume(Policies.SESSION, set));
        assertEquals("TRUST", assume(Policies.ROOT, set));
        assertEquals("TRUST", assume(Cast.NOBODY, set));
    }

    private static String assume(Principal caller, PolicySet set) {
        return Cast.outcome(Evaluator.decide(Policies.request(caller, "sts:AssumeRole", ROLE, Context.EMPTY), set));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                *                                             | arn:aws:iam::111111111111:role/Any       | allowed
                arn:aws:iam::111111111111:role/*              | arn:aws:iam::111111111111:role/Any       | allowed
                arn:aws:iam::111111111111:role/*              | arn:aws:iam::111111111111:role/p/q/Any   | allowed
                arn:aws:iam::111111111111:role/*              | arn:aws:iam::222222222222:role/Any       | IDENTITY
                arn:aws:iam::*:role/*                         | arn:aws:iam::222222222222:role/Any       | allowed
                arn:aws:iam::111111111111:*                   | arn:aws:iam::111111111111:role/Any       | allowed
                arn:aws:iam::111111111111:role/EC2-*          | arn:aws:iam::111111111111:role/EC2-Web   | allowed
                arn:aws:iam::111111111111:role/EC2-*          | arn:aws:iam::111111111111:role/EC2-      | allowed
                arn:aws:iam::111111111111:role/EC2-*          | arn:aws:iam::111111111111:role/ec2-Web   | IDENTITY
                arn:aws:iam::111111111111:role/EC2-*          | arn:aws:iam::111111111111:role/p/EC2-Web | IDENTITY
                arn:aws:iam::111111111111:role/*/EC2-*        | arn:aws:iam::111111111111:role/p/EC2-Web | allowed
                arn:aws:iam::111111111111:role/app/*          | arn:aws:iam::111111111111:role/app/Web   | allowed
                arn:aws:iam::111111111111:role/app/*          | arn:aws:iam::111111111111:role/app/x/Web | allowed
                arn:aws:iam::111111111111:role/app/*          | arn:aws:iam::111111111111:role/application | IDENTITY
                arn:aws:iam::111111111111:role/app/*          | arn:aws:iam::111111111111:role/Web       | IDENTITY
                arn:aws:iam::111111111111:role/app            | arn:aws:iam::111111111111:role/app/Web   | IDENTITY
                arn:aws:iam::111111111111:role/W?b            | arn:aws:iam::111111111111:role/Web       | allowed
                arn:aws:iam::111111111111:role/W?b            | arn:aws:iam::111111111111:role/Weeb      | IDENTITY
                arn:aws:iam::111111111111:role/${aws:username}-* | arn:aws:iam::111111111111:role/alice-ci | allowed
                arn:aws:iam::111111111111:role/${aws:username}-* | arn:aws:iam::111111111111:role/bob-ci | IDENTITY
                arn:aws:iam::111111111111:user/*              | arn:aws:iam::111111111111:role/Any       | IDENTITY
                arn:aws:iam::111111111111:instance-profile/*  | arn:aws:iam::111111111111:role/Any       | IDENTITY
                """)
    void theRoleMustMatchTheResource(String pattern, String role, String expected) {
        Context alice = Context.builder().put("aws:username", "alice").build();
        Request request = Policies.request(Policies.ALICE, "iam:PassRole", role, alice);
        assertEquals(
                expected, decide(request, "{'Effect':'Allow','Action':'iam:PassRole','Resource':'" + pattern + "'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "none", textBlock = """
                StringEquals             | 'ec2.amazonaws.com'                           | ec2.amazonaws.com      | allowed
                StringEquals             | 'ec2.amazonaws.com'                           | lambda.amazonaws.com   | IDENTITY
                StringEquals             | 'ec2.amazonaws.com'                           | EC2.amazonaws.com      | IDENTITY
                StringEquals             | 'ec2.amazonaws.com'                           | ec2.amazonaws.com.cn   | IDENTITY
                StringEquals             | 'ec2.amazonaws.com'                           | none                   | IDENTITY
                StringEquals             | 'ec2.*'                                       | ec2.amazonaws.com      | IDENTITY
                StringEquals             | ['ec2.amazonaws.com','lambda.amazonaws.com']  | lambda.amazonaws.com   | allowed
                StringEquals             | ['ec2.amazonaws.com','lambda.amazonaws.com']  | ecs.amazonaws.com      | IDENTITY
                StringEqualsIfExists     | 'ec2.amazonaws.com'                           | none                   | allowed
                StringEqualsIfExists     | 'ec2.amazonaws.com'                           | lambda.amazonaws.com   | IDENTITY
                StringEqualsIgnoreCase   | 'ec2.amazonaws.com'                           | EC2.amazonaws.com      | allowed
                StringLike               | 'ec2.amazonaws.com*'                          | ec2.amazonaws.com.cn   | allowed
                StringLike               | '*.amazonaws.com'                             | lambda.amazonaws.com   | allowed
                StringLike               | 'ec2.*'                                       | ec2.amazonaws.com      | allowed
                StringLike               | 'ec2.*'                                       | ecs.amazonaws.com      | IDENTITY
                StringLike               | '*'                                           | none                   | IDENTITY
                StringNotEquals          | 'lambda.amazonaws.com'                        | ec2.amazonaws.com      | allowed
                StringNotEquals          | 'lambda.amazonaws.com'                        | lambda.amazonaws.com   | IDENTITY
                StringNotEquals          | 'lambda.amazonaws.com'                        | none                   | allowed
                StringNotLike            | '*lambda*'                                    | edgelambda.amazonaws.com | IDENTITY
                Null                     | 'true'                                        | none                   | allowed
                Null                     | 'true'                                        | ec2.amazonaws.com      | IDENTITY
                Null                     | 'false'                                       | ec2.amazonaws.com      | allowed
                ForAnyValue:StringEquals | 'ec2.amazonaws.com'                           | ec2.amazonaws.com      | allowed
                """)
    void theServiceMustSatisfyTheCondition(String operator, String values, @Nullable String service, String expected) {
        String statement = "{'Effect':'Allow','Action':'iam:PassRole','Resource':'" + ROLE + "','Condition':{'"
                + operator + "':{'iam:PassedToService':" + values.replace('"', '\'') + "}}}";
        for (Principal caller : List.of(Policies.ALICE, Policies.SESSION)) {
            assertEquals(expected, decide(pass(caller, ROLE, service, null), statement));
            assertEquals(
                    expected,
                    decide(
                            pass(caller, ROLE, service, null),
                            statement.replace("iam:PassedToService", "IAM:passedtoservice")));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
                ArnLike          | arn:aws:ec2:*:111111111111:instance/*         | arn:aws:ec2:us-east-1:111111111111:instance/i-1 | allowed
                ArnLike          | arn:aws:ec2:us-*:111111111111:instance/*      | arn:aws:ec2:eu-west-1:111111111111:instance/i-1 | IDENTITY
                ArnLike          | arn:aws:ec2:*:111111111111:instance/*         | arn:aws:ec2:us-east-1:222222222222:instance/i-1 | IDENTITY
                ArnLike          | arn:aws:ec2:*:111111111111:instance/*         | arn:aws:lambda:us-east-1:111111111111:function:f | IDENTITY
                ArnLike          | arn:aws:ec2:*:111111111111:instance/*         | none                                            | IDENTITY
                ArnLikeIfExists  | arn:aws:ec2:*:111111111111:instance/*         | none                                            | allowed
                StringLike       | arn:aws:ec2:*:111111111111:instance/*         | arn:aws:ec2:us-east-1:111111111111:instance/i-1 | allowed
                ArnEquals        | arn:aws:ec2:us-east-1:111111111111:instance/i-1 | arn:aws:ec2:us-east-1:111111111111:instance/i-2 | IDENTITY
                ArnNotLike       | arn:aws:ec2:*:*:instance/*                    | arn:aws:lambda:us-east-1:111111111111:function:f | allowed
                ArnNotLike       | arn:aws:ec2:*:*:instance/*                    | arn:aws:ec2:us-east-1:111111111111:instance/i-1 | IDENTITY
                """)
    void theResourceThatGetsTheRoleMustSatisfyTheCondition(
            String operator, String pattern, @Nullable String resource, String expected) {
        String statement = "{'Effect':'Allow','Action':'iam:PassRole','Resource':'*','Condition':{'" + operator
                + "':{'iam:AssociatedResourceArn':'" + pattern + "'}}}";
        assertEquals(expected, decide(pass(Policies.ALICE, ROLE, "ec2.amazonaws.com", resource), statement));
    }

    @ParameterizedTest
    @CsvSource({
        "arn:aws:iam::111111111111:role/S3Access,ec2.amazonaws.com,allowed",
        "arn:aws:iam::111111111111:role/S3Access,lambda.amazonaws.com,IDENTITY",
        "arn:aws:iam::111111111111:role/Admin,ec2.amazonaws.com,deny IDENTITY",
        "arn:aws:iam::111111111111:role/break-glass/Admin,ec2.amazonaws.com,deny IDENTITY",
        "arn:aws:iam::111111111111:role/Other,ec2.amazonaws.com,allowed",
        "arn:aws:iam::111111111111:role/Other,states.amazonaws.com,IDENTITY",
    })
    void aDenyKeepsTheStrongRolesFromBeingPassed(String role, String service, String expected) {
        assertEquals(
                expected,
                decide(
                        pass(Policies.ALICE, role, service, null),
                        "{'Effect':'Allow','Action':'iam:PassRole','Resource':'arn:aws:iam::111111111111:role/*',"
                                + "'Condition':{'StringEquals':{'iam:PassedToService':'ec2.amazonaws.com'}}}",
                        "{'Effect':'Deny','Action':'iam:PassRole','Resource':['arn:aws:iam::111111111111:role/Admin',"
                                + "'arn:aws:iam::111111111111:role/break-glass/*']}"));
    }

    @ParameterizedTest
    @CsvSource({
        "'iam:PassRole',arn:aws:iam::111111111111:role/S3Access,allowed",
        "'iam:PassRole',arn:aws:iam::111111111111:role/Other,BOUNDARY",
        "'iam:*',arn:aws:iam::111111111111:role/S3Access,allowed",
        "'ec2:*',arn:aws:iam::111111111111:role/S3Access,BOUNDARY",
    })
    void aBoundaryLimitsWhatMayBePassed(String action, String role, String expected) {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Allow','Action':'*','Resource':'*'}"))
                .boundary(Policies.policy(
                        PolicyKind.BOUNDARY,
                        "{'Effect':'Allow','Action':'" + action.replace("'", "") + "','Resource':'" + ROLE + "'}"))
                .build();
        Decision decision = Evaluator.decide(pass(Policies.ALICE, role, "ec2.amazonaws.com", null), set);
        assertEquals(expected, Cast.outcome(decision));
    }

    @Test
    void aSessionPolicyWithoutPassRoleTakesItFromTheSession() {
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Allow','Action':'iam:PassRole','Resource':'" + ROLE + "'}"))
                .session(List.of(
                        Policies.policy(PolicyKind.SESSION, "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}")))
                .build();
        Decision decision = Evaluator.decide(pass(Policies.SESSION, ROLE, "ec2.amazonaws.com", null), set);
        assertEquals("SESSION", Cast.outcome(decision));
        assertEquals("because no session policy allows the iam:PassRole action", decision.because("iam:PassRole"));
    }

    @Test
    void aRolesOwnTrustPolicyNeverLetsItBePassed() {
        SourcedPolicy trust = Policies.policy(
                PolicyKind.TRUST,
                "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':['sts:AssumeRole','sts:TagSession']}");
        PolicySet set = PolicySet.builder().identity(List.of()).resource(trust).build();
        Decision decision = Evaluator.decide(pass(Policies.ALICE, ROLE, "ec2.amazonaws.com", null), set);
        assertEquals(false, decision.allowed());
    }

    @Test
    void theExplanationOfARefusedPassNamesTheServiceAskedFor() {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY,
                "{'Sid':'PassToEc2','Effect':'Allow','Action':'iam:PassRole','Resource':'" + ROLE
                        + "','Condition':{'StringEquals':{'iam:PassedToService':'ec2.amazonaws.com'}}}");
        Explanation explanation = Evaluator.explain(
                pass(Policies.ALICE, ROLE, "lambda.amazonaws.com", null),
                PolicySet.builder().identity(List.of(policy)).build());
        assertEquals(
                List.of(new Explanation.ConditionObstacle(
                        "StringEquals",
                        "iam:PassedToService",
                        List.of("ec2.amazonaws.com"),
                        List.of("lambda.amazonaws.com"),
                        false,
                        List.of())),
                explanation.policies().getFirst().statements().getFirst().obstacles());
        assertTrue(explanation.sentence().contains("is denied because no identity-based policy allows"));
    }
}
