package signet.reasoning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.policy.Context;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Request;
import signet.policy.SourcedPolicy;
import tools.jackson.databind.node.ObjectNode;

/** Statements that came close, changed by what was amiss. */
class LooseningTest {
    private static Request request(Context context) {
        return new Request(Denied.ALICE, "s3:GetObject", Denied.OBJECT, Denied.ACCOUNT, context);
    }

    private static Optional<ObjectNode> loosened(PolicyKind kind, String statement, Request request) {
        SourcedPolicy policy = Denied.policy(kind, "own", statement);
        PolicySet set = kind == PolicyKind.RESOURCE
                ? PolicySet.builder().resource(policy).build()
                : PolicySet.builder().identity(List.of(policy)).build();
        List<Explanation.Obstacle> obstacles =
                Evaluator.explain(request, set).nearMisses().getFirst().report().obstacles();
        return Loosening.of(
                Documents.statements(Documents.read(policy.policy().document())).getFirst(), request, true, obstacles);
    }

    private static String brief(Optional<ObjectNode> statement) {
        return statement.map(node -> node.toString().replace('"', '\'')).orElse("none");
    }

    private static String withCondition(String condition) {
        return "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*','Condition':" + condition + "}";
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'Null':{'s3:max-keys':'true'},'Bool':{'aws:SecureTransport':'true'}} | {'Bool':{'aws:SecureTransport':'true'}}
            {'ForAllValues:StringEquals':{'aws:TagKeys':'a'}}      | {'ForAllValues:StringEquals':{'aws:TagKeys':['a','b']}}
            {'ForAnyValue:StringLike':{'aws:TagKeys':'z*'}}        | {'ForAnyValue:StringLike':{'aws:TagKeys':['z*','a']}}
            {'StringEquals':{'aws:TagKeys':'a'}}                   | {'ForAnyValue:StringEquals':{'aws:TagKeys':'a'}}
            {'NumericGreaterThanEquals':{'s3:max-keys':'100'}}     | {'NumericGreaterThanEquals':{'s3:max-keys':'50'}}
            {'StringNotEquals':{'aws:username':'alice'}}           | none-left
            {'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}} | {'ArnLike':{'aws:PrincipalArn':['arn:aws:iam::*:role/*','arn:aws:iam::111111111111:user/alice']}}
            """)
    void aConditionIsLoosenedByItsOperator(String condition, String loosened) {
        Context context = Context.builder()
                .put("aws:username", "alice")
                .put("aws:PrincipalArn", Denied.ALICE.name())
                .put("s3:max-keys", "50")
                .put("aws:SecureTransport", "true")
                .put("aws:TagKeys", List.of("a", "b"))
                .build();

        String expected = loosened.equals("none-left")
                ? "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}"
                : withCondition(loosened);
        assertEquals(expected, brief(loosened(PolicyKind.IDENTITY, withCondition(condition), request(context))));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'NumericGreaterThan':{'s3:max-keys':'100'}}
            {'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'a'},'StringNotLike':{'aws:username':'a*'}}
            """)
    void whatWouldOpenTheConditionAltogetherOrHelpNothingIsNotSaidToHelp(String condition) {
        Request request = request(Context.builder()
                .put("aws:username", "alice")
                .put("s3:max-keys", "50")
                .build());
        Denied denied = Denied.get().identity(withCondition(condition));

        List<Suggestion> suggestions = Grants.of(request, denied.layers()).suggestions();

        assertTrue(suggestions.stream()
                .allMatch(suggestion ->
                        Evaluator.decide(request, suggestion.after().set()).allowed()));
    }

    @Test
    void listsGrowAtTheirEndAndNegatedListsShrink() {
        assertEquals(
                "{'Effect':'Allow','Action':['s3:PutObject','s3:GetObject'],'NotResource':'arn:aws:s3:::x'}",
                brief(loosened(
                                PolicyKind.IDENTITY,
                                "{'Effect':'Allow','Action':['s3:PutObject'],'NotResource':['arn:aws:s3:::x','"
                                        + Denied.OBJECT + "']}",
                                request(Context.EMPTY)))
                        .replace("['arn:aws:s3:::x']", "'arn:aws:s3:::x'"));
        assertEquals(
                "{'Effect':'Allow','NotAction':['iam:*'],'Resource':'*'}",
                brief(loosened(
                        PolicyKind.IDENTITY,
                        "{'Effect':'Allow','NotAction':['iam:*','S3:getobject'],'Resource':'*'}",
                        request(Context.EMPTY))));
    }

    @Test
    void aPatternThatExcludesTheRequestIsLeftAlone() {
        assertEquals(
                "none",
                brief(loosened(
                        PolicyKind.IDENTITY,
                        "{'Effect':'Allow','NotAction':'S3:GETOBJECT','Resource':'*'}",
                        request(Context.EMPTY))));
    }

    @Test
    void aCallerIsAddedByTheTypeThatItHas() {
        assertEquals(
                "{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com','AWS':"
                        + "'arn:aws:iam::111111111111:user/alice'},'Action':'s3:*','Resource':'*'}",
                brief(loosened(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','Principal':{'Service':'ec2.amazonaws.com'},'Action':'s3:*','Resource':'*'}",
                        request(Context.EMPTY))));
        assertEquals(
                "none",
                brief(loosened(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Allow','NotPrincipal':{'AWS':'arn:aws:iam::111111111111:user/alice'},'Action':'s3:*',"
                                + "'Resource':'*'}",
                        request(Context.EMPTY))));
    }

    @Test
    void theStatementThatIsGivenStaysAsItIs() {
        ObjectNode statement = Documents.read(
                withCondition("{'Bool':{'aws:SecureTransport':'true'}}").replace('\'', '"'));
        String before = statement.toString();
        Loosening.of(
                statement,
                request(Context.EMPTY),
                true,
                List.of(new Explanation.ConditionObstacle(
                        "Bool", "aws:SecureTransport", List.of("true"), List.of("false"), false, List.of())));

        assertEquals(before, statement.toString());
        assertEquals(Effect.ALLOW.wireName(), statement.path("Effect").asString());
    }
}
