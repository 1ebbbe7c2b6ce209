package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.Principal;

/** What is suggested for denials of every kind of policy. */
class GrantsTest {
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String EXACT =
            "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/q3.csv'}";
    private static final String ROLE = "arn:aws:iam::111111111111:role/App";
    private static final String BOB = "arn:aws:iam::222222222222:user/bob";

    /** A statement in one line, single-quoted. */
    private static String brief(String statement) {
        return Documents.read(statement).toString().replace('"', '\'');
    }

    private static String statement(Suggestion suggestion) {
        return suggestion.changes().stream()
                .flatMap(change -> change.statements().stream())
                .map(GrantsTest::brief)
                .collect(Collectors.joining(" "));
    }

    private static List<String> words(Suggestion suggestion) {
        return suggestion.changes().stream().map(Change::words).toList();
    }

    private static List<String> all(Denied denied) {
        return denied.grants().suggestions().stream()
                .map(suggestion -> String.join("; ", words(suggestion)) + ": " + statement(suggestion))
                .toList();
    }

    @Test
    void withoutAnyPolicyAStatementForJustTheRequestIsAdded() {
        Suggestion only = Denied.get().best();

        assertEquals(EXACT, statement(only));
        assertEquals(List.of("add an identity-based policy"), words(only));
        assertEquals(
                List.of("this and nothing else (of 1 action and 3 resources)"),
                only.extra().words());
    }

    @Test
    void aRequestThatIsAllowedNeedsNothing() {
        Grants.Answer answer = Denied.get().identity(ALL).grants();

        assertEquals(List.of(), answer.suggestions());
        assertEquals(Optional.empty(), answer.whyNone());
    }

    @Test
    void theNearestStatementIsWidenedByTheResource() {
        Denied denied = Denied.get()
                .identity("{'Sid':'Read','Effect':'Allow','Action':'s3:Get*','Resource':'arn:aws:s3:::reports/a'}");

        assertEquals(
                List.of(
                        "add an identity-based policy: " + EXACT,
                        "change the identity-based policy own: {'Sid':'Read','Effect':'Allow','Action':'s3:Get*',"
                                + "'Resource':['arn:aws:s3:::reports/a','arn:aws:s3:::reports/q3.csv']}"),
                all(denied));
        Suggestion wider = denied.grants().suggestions().get(1);
        assertFalse(wider.extra().isNone());
        assertTrue(
                wider.extra().words().getFirst().contains("s3:Get"),
                wider.extra().words().toString());
    }

    @Test
    void theNearestStatementIsWidenedByTheAction() {
        assertTrue(all(Denied.get().identity("{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}"))
                .contains(
                        "change the identity-based policy own: {'Effect':'Allow','Action':['s3:PutObject','s3:GetObject'],"
                                + "'Resource':'*'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'StringEquals':{'aws:username':'bob'}}               | {'StringEquals':{'aws:username':['bob','alice']}}
            {'StringLike':{'aws:username':['b*','c*']}}           | {'StringLike':{'aws:username':['b*','c*','alice']}}
            {'StringNotEquals':{'aws:username':['bob','alice']}}  | {'StringNotEquals':{'aws:username':['bob']}}
            {'IpAddress':{'aws:SourceIp':'10.0.0.0/8'}}           | {'IpAddress':{'aws:SourceIp':['10.0.0.0/8','192.0.2.7']}}
            {'NumericLessThanEquals':{'s3:max-keys':'10'}}        | {'NumericLessThanEquals':{'s3:max-keys':'50'}}
            {'StringEquals':{'aws:PrincipalTag/t':'x'}}           | {'StringEqualsIfExists':{'aws:PrincipalTag/t':'x'}}
            {'StringEquals':{'aws:Username':'bob'}}               | {'StringEquals':{'aws:Username':['bob','alice']}}
            """)
    void theConditionOfTheNearestStatementIsLoosenedByTheRequestsValue(String condition, String loosened) {
        Denied denied = Denied.get()
                .with("aws:username", "alice")
                .with("aws:SourceIp", "192.0.2.7")
                .with("s3:max-keys", "50")
                .identity("{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':" + condition + "}");

        String expected =
                "change the identity-based policy own: {'Effect':'Allow','Action':'s3:GetObject','Resource':'*',"
                        + "'Condition':" + loosened + "}";
        assertTrue(all(denied).contains(expected), () -> all(denied).toString());
    }

    @Test
    void aConditionThatCanOnlyBeOpenedAltogetherIsLeftAlone() {
        Denied denied = Denied.get()
                .with("s3:max-keys", "50")
                .identity("{'Effect':'Allow','Action':'s3:GetObject','Resource':'*',"
                        + "'Condition':{'NumericLessThan':{'s3:max-keys':'10'}}}");

        assertEquals(List.of("add an identity-based policy: " + EXACT), all(denied));
    }

    @Test
    void passingARoleIsAllowedForTheServiceThatItIsPassedTo() {
        Suggestion only = Denied.get()
                .to("iam:PassRole", ROLE)
                .with("iam:PassedToService", "ec2.amazonaws.com")
                .best();

        assertEquals(
                "{'Effect':'Allow','Action':'iam:PassRole','Resource':'" + ROLE
                        + "','Condition':{'StringEquals':{'iam:PassedToService':'ec2.amazonaws.com'}}}",
                statement(only));
        assertTrue(only.extra().isNone());
    }

    @Test
    void wildcardsAndDollarsInANameStandForThemselves() {
        Denied denied = Denied.get().to("s3:GetObject", "arn:aws:s3:::reports/*?${aws:username}");

        assertEquals(
                "{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/${*}${?}${$}{aws:username}'}",
                statement(denied.best()));
        assertTrue(denied.best().extra().isNone());
    }

    @Test
    void everyKindThatAllowsNothingIsChanged() {
        Suggestion best = Denied.get()
                .layer(
                        PolicyKind.BOUNDARY,
                        Denied.policy(PolicyKind.IDENTITY, "arn:aws:iam::111111111111:policy/Edge", deny("ec2:*", "*")))
                .layer(PolicyKind.SERVICE_CONTROL, Denied.policy(PolicyKind.SERVICE_CONTROL, "arn:p-full", ALL))
                .layer(
                        PolicyKind.SERVICE_CONTROL,
                        Denied.policy(PolicyKind.SERVICE_CONTROL, "arn:p-1", deny("ec2:*", "*")))
                .layer(PolicyKind.RESOURCE_CONTROL)
                .layer(PolicyKind.SESSION, Denied.policy(PolicyKind.SESSION, "session policy", deny("ec2:*", "*")))
                .layer(PolicyKind.ENDPOINT)
                .best();

        assertEquals(
                List.of(
                        "change the service control policy of level 2 below the root arn:p-1",
                        "add a resource control policy of level 1 below the root",
                        "add a VPC endpoint policy",
                        "change the permissions boundary arn:aws:iam::111111111111:policy/Edge",
                        "change the session policy session policy",
                        "add an identity-based policy"),
                words(best));
        assertTrue(Evaluator.decide(Denied.get().request(), best.after().set()).allowed());
    }

    private static String deny(String action, String resource) {
        return "{'Sid':'Stop','Effect':'Deny','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    @Test
    void aDenyIsNarrowedSoThatItSparesThisRequestOnly() {
        Suggestion best = Denied.get().identity(ALL, deny("*", "*")).best();

        assertEquals(
                "{'Sid':'Stop','Effect':'Deny','NotAction':'s3:GetObject','Resource':'*'}"
                        + " {'Effect':'Deny','Action':'s3:GetObject','NotResource':'arn:aws:s3:::reports/q3.csv'}"
                        + " {'Effect':'Deny','Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/q3.csv',"
                        + "'Condition':{'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:user/alice'}}}",
                statement(best));
        assertTrue(best.extra().isNone(), best.extra().toString());
    }

    @Test
    void whatADenyNamesIsTakenOutOfItsLists() {
        Suggestion best = Denied.get()
                .identity(
                        ALL,
                        "{'Effect':'Deny','Action':['s3:getobject','s3:PutObject'],'Resource':['arn:aws:s3:::reports/q3.csv',"
                                + "'arn:aws:s3:::reports/q4.csv']}")
                .best();

        assertTrue(statement(best).startsWith("{'Effect':'Deny','Action':['s3:PutObject'],"), statement(best));
        assertTrue(best.extra().isNone(), best.extra().toString());
    }

    @Test
    void aPatternThatCannotBeNarrowedSparesTheCallerAlone() {
        Suggestion best = Denied.get()
                .identity(ALL, "{'Effect':'Deny','Action':'s3:Get*','Resource':'arn:aws:s3:::reports/*'}")
                .best();

        assertEquals(
                "{'Effect':'Deny','Action':'s3:Get*','Resource':'arn:aws:s3:::reports/*','Condition':{'StringNotEquals':"
                        + "{'aws:PrincipalArn':'arn:aws:iam::111111111111:user/alice'}}}",
                statement(best));
        assertFalse(best.extra().isNone());
    }

    @Test
    void everyDenyingStatementIsNamed() {
        Suggestion best = Denied.get()
                .identity(ALL, deny("s3:GetObject", "*"))
                .layer(
                        PolicyKind.SERVICE_CONTROL,
                        Denied.policy(
                                PolicyKind.SERVICE_CONTROL,
                                "arn:p-1",
                                ALL,
                                deny("s3:*", "*"),
                                "{'Effect':'Deny','Action':'*','Resource':'*'}"))
                .guardedBy(PolicyKind.RESOURCE, "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}")
                .best();

        assertEquals(
                List.of(
                        "change the service control policy of level 1 below the root arn:p-1",
                        "change the resource-based policy bucket policy",
                        "change the identity-based policy own"),
                words(best));
    }

    @Test
    void anotherAccountsBucketNeedsItsPolicyAndTheCallersOwn() {
        Suggestion best = Denied.get().of("222222222222").best();

        assertEquals(List.of("give the resource a policy", "add an identity-based policy"), words(best));
        assertEquals(
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111111111111:user/alice'},'Action':'s3:GetObject',"
                        + "'Resource':'arn:aws:s3:::reports/q3.csv'} " + EXACT,
                statement(best));
    }

    @Test
    void theBucketPolicyIsAnotherWayForTheCallersOwnAccount() {
        String bob = "{'Effect':'Allow','Principal':{'AWS':'" + BOB + "'},'Action':'s3:GetObject','Resource':'"
                + Denied.OBJECT + "'}";

        List<String> ways = all(Denied.get().guardedBy(PolicyKind.RESOURCE, bob));

        assertTrue(ways.contains("add an identity-based policy: " + EXACT), ways.toString());
        assertTrue(
                ways.contains(
                        "change the resource-based policy bucket policy: {'Effect':'Allow','Principal':{'AWS':['" + BOB
                                + "','arn:aws:iam::111111111111:user/alice']},'Action':'s3:GetObject','Resource':'"
                                + Denied.OBJECT + "'}"),
                ways.toString());
    }

    @Test
    void aTrustPolicyLetsTheCallerInByItsExternalId() {
        Suggestion best = Denied.get()
                .to("sts:AssumeRole", ROLE)
                .by(Denied.READER)
                .with("sts:ExternalId", "x1")
                .identity(ALL)
                .guardedBy(
                        PolicyKind.TRUST,
                        "{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}")
                .best();

        assertEquals(
                "{'Effect':'Allow','Principal':{'AWS':'arn:aws:iam::111111111111:role/Reader'},'Action':'sts:AssumeRole',"
                        + "'Condition':{'StringEquals':{'sts:ExternalId':'x1'}}}",
                statement(best));
    }

    @Test
    void awsPoliciesAreNotChangedButReplacedOrPassedBy() {
        String aws = "arn:aws:iam::aws:policy/Some";
        Suggestion best = Denied.get()
                .layer(
                        PolicyKind.IDENTITY,
                        Denied.policy(
                                PolicyKind.IDENTITY, aws, "{'Effect':'Allow','Action':'s3:PutObject','Resource':'*'}"))
                .layer(
                        PolicyKind.BOUNDARY,
                        Denied.policy(PolicyKind.IDENTITY, aws, "{'Effect':'Allow','Action':'ec2:*','Resource':'*'}"))
                .best();

        assertEquals(
                List.of(
                        "put a changed copy in the place of AWS's permissions boundary " + aws,
                        "add an identity-based policy"),
                words(best));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            iam:PassRole      | arn:aws:iam::222222222222:role/Theirs                             | only within its own account
            iam:PutRolePolicy | arn:aws:iam::111111111111:role/aws-service-role/x/AWSServiceRole  | A service-linked role is AWS's
            """)
    void whatNoPolicyCanAllowIsSaid(String action, String resource, String reason) {
        Grants.Answer answer = Denied.get().to(action, resource).grants();

        assertEquals(List.of(), answer.suggestions());
        assertTrue(
                answer.whyNone().orElseThrow().contains(reason),
                answer.whyNone().toString());
    }

    @Test
    void anotherAccountsInstanceCanBeReachedByARoleOnly() {
        Grants.Answer answer = Denied.get()
                .to("ec2:StopInstances", "arn:aws:ec2:us-east-1:222222222222:instance/i-1")
                .of("222222222222")
                .identity(ALL)
                .grants();

        assertEquals(
                "Only a resource's own policy could allow it, and resources of ec2 have none: somebody of account 222222222222"
                        + " has to do it, or a role of that account that the caller assumes.",
                answer.whyNone().orElseThrow());
    }

    @Test
    void aRootUserCannotAssumeARole() {
        assertEquals(
                "A root user can't assume a role, whatever policies say.",
                Denied.get()
                        .by(new Principal.Root(Denied.ACCOUNT))
                        .to("sts:AssumeRole", ROLE)
                        .guardedBy(
                                PolicyKind.TRUST,
                                "{'Effect':'Allow','Principal':{'AWS':'222222222222'},'Action':'sts:AssumeRole'}")
                        .grants()
                        .whyNone()
                        .orElseThrow());
    }

    @Test
    void theLastStatementOfATrustPolicyIsNotTakenAwayWithoutAnother() {
        Suggestion best = Denied.get()
                .by(new Principal.Service("ec2.amazonaws.com"))
                .to("sts:AssumeRole", ROLE)
                .guardedBy(
                        PolicyKind.TRUST,
                        "{'Effect':'Deny','Principal':{'Service':'ec2.amazonaws.com'},'Action':'sts:AssumeRole'}")
                .best();

        assertTrue(Evaluator.decide(
                        Denied.get()
                                .by(new Principal.Service("ec2.amazonaws.com"))
                                .to("sts:AssumeRole", ROLE)
                                .request(),
                        best.after().set())
                .allowed());
        assertEquals(1, best.changes().size());
        assertTrue(best.changes().getFirst().documentAfter().isPresent());
    }
}
