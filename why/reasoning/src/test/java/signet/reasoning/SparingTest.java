package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.Request;

/** What is left of a Deny when one request is taken out of it. */
class SparingTest {
    private static final String ALL = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String OTHERS =
            "'Condition':{'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:user/alice'}}}";

    private static String left(Denied denied) {
        return denied.best().changes().getFirst().statements().stream()
                .map(text -> Documents.read(text).toString().replace('"', '\''))
                .collect(Collectors.joining("\n"));
    }

    private static Denied by(String deny) {
        return Denied.get().identity(ALL, deny);
    }

    @Test
    void ofAnExactDenyOnlyTheOtherCallersAreLeft() {
        assertEquals(
                "{'Effect':'Deny','Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/q3.csv'," + OTHERS,
                left(by("{'Effect':'Deny','Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/q3.csv'}")));
    }

    @Test
    void aNotActionAndANotResourceGetOneEntryMore() {
        assertEquals(
                "{'Effect':'Deny','NotAction':['iam:*','s3:GetObject'],'NotResource':'arn:aws:s3:::open/*'}\n"
                        + "{'Effect':'Deny','Action':'s3:GetObject','NotResource':['arn:aws:s3:::open/*',"
                        + "'arn:aws:s3:::reports/q3.csv']}\n"
                        + "{'Effect':'Deny','Action':'s3:GetObject','Resource':'arn:aws:s3:::reports/q3.csv'," + OTHERS,
                left(by("{'Effect':'Deny','NotAction':['iam:*'],'NotResource':'arn:aws:s3:::open/*'}")
                        .to("s3:GetObject", Denied.OBJECT)));
    }

    @Test
    void aConditionThatIsThereStaysBesideTheNewOne() {
        assertEquals(
                "{'Effect':'Deny','Action':'s3:Get*','Resource':'arn:aws:s3:::reports/*','Condition':{'StringNotEquals':"
                        + "{'aws:PrincipalArn':['arn:aws:iam::111111111111:user/bob','arn:aws:iam::111111111111:user/alice']},"
                        + "'Bool':{'aws:SecureTransport':'false'}}}",
                left(by("{'Effect':'Deny','Action':'s3:Get*','Resource':'arn:aws:s3:::reports/*','Condition':"
                                + "{'StringNotEquals':{'aws:PrincipalArn':'arn:aws:iam::111111111111:user/bob'},"
                                + "'Bool':{'aws:SecureTransport':'false'}}}")
                        .with("aws:SecureTransport", "false")));
    }

    @Test
    void aServiceIsToldFromOthersByItsName() {
        Denied denied = Denied.get()
                .by(new Principal.Service("ec2.amazonaws.com"))
                .with("aws:PrincipalServiceName", "ec2.amazonaws.com")
                .guardedBy(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'s3:*','Resource':'*'}",
                        "{'Effect':'Deny','Principal':'*','Action':'s3:Get*','Resource':'arn:aws:s3:::reports/*'}");

        assertTrue(denied.best().after().set() != null);
        assertFalse(denied.grants().suggestions().isEmpty());
    }

    @Test
    void aControlPolicyOfResourcesIsNarrowedByWhatItsGrammarAllows() {
        String full = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
        Denied denied = Denied.get()
                .identity(ALL)
                .layer(
                        PolicyKind.RESOURCE_CONTROL,
                        Denied.policy(
                                PolicyKind.RESOURCE_CONTROL,
                                "arn:rcp",
                                full,
                                "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}"));

        assertEquals(
                "{'Effect':'Deny','Principal':'*','Action':'s3:*','NotResource':'arn:aws:s3:::reports/q3.csv'}\n"
                        + "{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'arn:aws:s3:::reports/q3.csv',"
                        + OTHERS,
                left(denied));
    }

    @Test
    void aPolicyOfWhichNothingIsLeftIsTakenAway() {
        Denied denied = Denied.get()
                .layer(
                        PolicyKind.IDENTITY,
                        Denied.policy(PolicyKind.IDENTITY, "open", ALL),
                        Denied.policy(
                                PolicyKind.IDENTITY,
                                "closed",
                                "{'Effect':'Deny','Action':'s3:Get*','Resource':'arn:aws:s3:::r*'}"));
        Request unknown = new Request(Denied.ALICE, "s3:GetObject", Denied.OBJECT, Denied.ACCOUNT, Context.EMPTY);

        List<Suggestion> ways = Grants.of(unknown, denied.layers()).suggestions();

        assertEquals(Change.Deed.REMOVE, ways.getFirst().changes().getFirst().deed());
        assertEquals(
                "take away the identity-based policy closed",
                ways.getFirst().changes().getFirst().words());
        assertTrue(ways.getFirst().changes().getFirst().documentAfter().isEmpty());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Effect':'Deny','Action':'*','Resource':'*'}
            {'Effect':'Deny','Action':['s3:GetObject','ec2:*'],'Resource':'*'}
            {'Effect':'Deny','NotAction':'ec2:*','Resource':['arn:aws:s3:::reports/q3.csv','arn:aws:s3:::x']}
            {'Effect':'Deny','Action':'s3:GetObject','NotResource':'arn:aws:s3:::x'}
            """)
    void everyOtherActionResourceAndCallerIsDeniedStill(String deny) {
        Denied denied = by(deny);
        Suggestion best = denied.best();
        assertTrue(best.extra().isNone(), () -> best.extra().toString());
        for (String action : List.of("s3:GetObject", "s3:PutObject", "ec2:RunInstances")) {
            for (String resource : List.of(Denied.OBJECT, "arn:aws:s3:::x", "arn:aws:s3:::reports/q3.csv2")) {
                for (String caller : List.of("alice", "bob")) {
                    boolean spared =
                            action.equals("s3:GetObject") && resource.equals(Denied.OBJECT) && caller.equals("alice");
                    Request request = Denied.get()
                            .to(action, resource)
                            .with("aws:PrincipalArn", "arn:aws:iam::111111111111:user/" + caller)
                            .request();
                    Decision before = Evaluator.decide(request, denied.layers().set());
                    Decision after = Evaluator.decide(request, best.after().set());
                    assertEquals(
                            spared || before.allowed(),
                            after.allowed(),
                            () -> action + " on " + resource + " by " + caller);
                }
            }
        }
    }
}
