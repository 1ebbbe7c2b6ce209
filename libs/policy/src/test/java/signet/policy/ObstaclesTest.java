package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An explanation names exactly the parts of a statement that do not fit, with what was asked for and what was offered. */
class ObstaclesTest {
    private static final Context CONTEXT = Context.builder()
            .put("aws:username", "alice")
            .put("aws:SourceIp", "10.1.2.3")
            .put("aws:TagKeys", List.of("team", "cost"))
            .build();
    private static final Map<String, String> PARTS = Map.of(
            "principal", "'Principal':{'AWS':'111111111111'}",
            "PRINCIPAL", "'Principal':{'AWS':'222222222222'}",
            "action", "'Action':'s3:Get*'",
            "ACTION", "'Action':['s3:Put*','s3:List*']",
            "resource", "'Resource':'arn:aws:s3:::bucket/*'",
            "RESOURCE", "'Resource':['arn:aws:s3:::other','arn:aws:s3:::other/*']",
            "condition", "'Condition':{'StringEquals':{'aws:username':'alice'}}",
            "CONDITION", "'Condition':{'StringEquals':{'aws:username':['bob','carol']}}");

    private static List<Explanation.Obstacle> obstacles(PolicyKind kind, String statement) {
        SourcedPolicy policy = Policies.policy(kind, statement);
        PolicySet.Builder set = PolicySet.builder();
        if (kind == PolicyKind.RESOURCE) {
            set.resource(policy);
        } else {
            set.identity(List.of(policy));
        }
        Request request = Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, CONTEXT);
        return Evaluator.explain(request, set.build()).policies().stream()
                .filter(report -> report.kind() == kind)
                .flatMap(report -> report.statements().stream())
                .flatMap(report -> report.obstacles().stream())
                .toList();
    }

    private static String kind(Explanation.Obstacle obstacle) {
        return switch (obstacle) {
            case Explanation.PrincipalObstacle principal -> "PRINCIPAL";
            case Explanation.ActionObstacle action -> "ACTION";
            case Explanation.ResourceObstacle resource -> "RESOURCE";
            case Explanation.ConditionObstacle condition -> "CONDITION";
        };
    }

    /** Capital words are the parts that do not fit: they are the obstacles, and in this order. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                principal action resource condition | none
                PRINCIPAL action resource condition | PRINCIPAL
                principal ACTION resource condition | ACTION
                principal action RESOURCE condition | RESOURCE
                principal action resource CONDITION | CONDITION
                PRINCIPAL ACTION resource condition | PRINCIPAL ACTION
                PRINCIPAL action RESOURCE condition | PRINCIPAL RESOURCE
                PRINCIPAL action resource CONDITION | PRINCIPAL CONDITION
                principal ACTION RESOURCE condition | ACTION RESOURCE
                principal ACTION resource CONDITION | ACTION CONDITION
                principal action RESOURCE CONDITION | RESOURCE CONDITION
                PRINCIPAL ACTION RESOURCE condition | PRINCIPAL ACTION RESOURCE
                PRINCIPAL ACTION resource CONDITION | PRINCIPAL ACTION CONDITION
                PRINCIPAL action RESOURCE CONDITION | PRINCIPAL RESOURCE CONDITION
                principal ACTION RESOURCE CONDITION | ACTION RESOURCE CONDITION
                PRINCIPAL ACTION RESOURCE CONDITION | PRINCIPAL ACTION RESOURCE CONDITION
                """)
    void everyPartThatDoesNotFitIsNamedAndNoOther(String parts, String expected) {
        String body = List.of(parts.split(" ")).stream().map(PARTS::get).collect(Collectors.joining(","));
        for (String effect : List.of("Allow", "Deny")) {
            List<Explanation.Obstacle> found =
                    obstacles(PolicyKind.RESOURCE, "{'Effect':'" + effect + "'," + body + "}");
            String names = found.stream().map(ObstaclesTest::kind).collect(Collectors.joining(" "));
            assertEquals(expected, names.isEmpty() ? "none" : names);
        }
    }

    @Test
    void anActionObstacleHasTheEntriesAsWritten() {
        assertEquals(
                List.of(new Explanation.ActionObstacle("s3:GetObject", List.of("S3:put*", "ec2:*"), false)),
                obstacles(PolicyKind.IDENTITY, "{'Effect':'Allow','Action':['S3:put*','ec2:*'],'Resource':'*'}"));
        assertEquals(
                List.of(new Explanation.ActionObstacle("s3:GetObject", List.of("s3:*"), true)),
                obstacles(PolicyKind.IDENTITY, "{'Effect':'Allow','NotAction':'s3:*','Resource':'*'}"));
    }

    @Test
    void aResourceObstacleHasTheEntriesAsWritten() {
        assertEquals(
                List.of(new Explanation.ResourceObstacle(
                        Policies.OBJECT, List.of("arn:aws:s3:::${aws:username}/*"), false, List.of())),
                obstacles(
                        PolicyKind.IDENTITY,
                        "{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3:::${aws:username}/*'}"));
        assertEquals(
                List.of(new Explanation.ResourceObstacle(Policies.OBJECT, List.of("arn:aws:s3:::*"), true, List.of())),
                obstacles(PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','NotResource':'arn:aws:s3:::*'}"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'StringEquals':{'aws:username':'bob'}}                     | StringEquals aws:username [bob] [alice]
                {'StringEquals':{'AWS:UserName':'bob'}}                     | StringEquals AWS:UserName [bob] [alice]
                {'StringEquals':{'aws:username':['bob','${x:none}']}}       | StringEquals aws:username [bob, ${x:none}] [alice]
                {'StringNotEquals':{'aws:username':'alice'}}                | StringNotEquals aws:username [alice] [alice]
                {'StringLike':{'x:none':'*'}}                               | StringLike x:none [*] []
                {'Null':{'aws:username':true}}                              | Null aws:username [true] [alice]
                {'Null':{'x:none':'false'}}                                 | Null x:none [false] []
                {'Bool':{'aws:SecureTransport':'true'}}                     | Bool aws:SecureTransport [true] []
                {'IpAddress':{'aws:SourceIp':['192.0.2.0/24','10.2.0.0/16']}} | IpAddress aws:SourceIp [192.0.2.0/24, 10.2.0.0/16] [10.1.2.3]
                {'StringEquals':{'aws:TagKeys':'team'}}                     | StringEquals aws:TagKeys [team] [team, cost]
                {'ForAllValues:StringEquals':{'aws:TagKeys':'team'}}        | ForAllValues:StringEquals aws:TagKeys [team] [team, cost]
                {'ForAnyValue:StringEqualsIfExists':{'aws:TagKeys':'x'}}    | ForAnyValue:StringEqualsIfExists aws:TagKeys [x] [team, cost]
                {'NumericLessThan':{'aws:username':5}}                      | NumericLessThan aws:username [5] [alice]
                {'ForAnyValue:StringEquals':{'aws:TagKeys':['cost']}}       | none
                {'ForAllValues:StringEquals':{'x:none':'a'}}                | none
                {'StringEqualsIfExists':{'x:none':'a'}}                     | none
                """)
    void aConditionObstacleHasOperatorKeyAndBothValues(String condition, String expected) {
        List<Explanation.Obstacle> found = obstacles(
                PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'*','Condition':" + condition + "}");
        String shown = found.stream()
                .map(Explanation.ConditionObstacle.class::cast)
                .map(c -> c.operator() + " " + c.key() + " " + c.policyValues() + " " + c.requestValues())
                .collect(Collectors.joining("; "));
        assertEquals(expected, shown.isEmpty() ? "none" : shown);
    }

    @Test
    void ofSeveralConditionsOnlyTheFailedOnesAreNamed() {
        List<Explanation.Obstacle> found = obstacles(
                PolicyKind.IDENTITY,
                "{'Effect':'Allow','Action':'*','Resource':'*','Condition':{"
                        + "'StringEquals':{'aws:username':'alice','x:a':'b'},"
                        + "'IpAddress':{'aws:SourceIp':'10.0.0.0/8'},"
                        + "'Null':{'x:c':'false','x:d':'true'}}}");
        assertEquals(
                List.of(
                        new Explanation.ConditionObstacle(
                                "StringEquals", "x:a", List.of("b"), List.of(), false, List.of()),
                        new Explanation.ConditionObstacle(
                                "Null", "x:c", List.of("false"), List.of(), false, List.of())),
                found);
    }

    @Test
    void aNotPrincipalThatListsTheCallerIsAPrincipalObstacle() {
        String listed = "{'AWS':['111111111111','" + Policies.ALICE.arn() + "']}";
        assertEquals(
                List.of(new Explanation.PrincipalObstacle(
                        Policies.ALICE.arn(), List.of("111111111111", Policies.ALICE.arn()), true)),
                obstacles(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Deny','NotPrincipal':" + listed + ",'Action':'*','Resource':'*'}"));
        assertEquals(
                List.of(),
                obstacles(
                        PolicyKind.RESOURCE,
                        "{'Effect':'Deny','NotPrincipal':{'AWS':'111111111111'},'Action':'*','Resource':'*'}"));
    }

    @Test
    void everyPolicyThatTakesPartIsReportedInTheOrderOfDenials() {
        String allow = "{'Effect':'Allow','Action':'*','Resource':'*'}";
        String allowAll = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
        PolicySet set = PolicySet.builder()
                .endpoint(Policies.policy(PolicyKind.ENDPOINT, allowAll))
                .session(List.of(
                        Policies.policy(PolicyKind.SESSION, allow), Policies.policy(PolicyKind.IDENTITY, allow)))
                .boundary(Policies.policy(PolicyKind.IDENTITY, allow))
                .identity(Policies.identity(allow, allow))
                .resource(Policies.policy(PolicyKind.RESOURCE, allowAll))
                .resourceControl(List.of(List.of(Policies.policy(PolicyKind.RESOURCE_CONTROL, allowAll))))
                .serviceControl(List.of(
                        List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, allow)),
                        List.of(Policies.policy(PolicyKind.SERVICE_CONTROL, allow))))
                .build();
        assertEquals(
                "SERVICE_CONTROL SERVICE_CONTROL RESOURCE_CONTROL RESOURCE IDENTITY BOUNDARY SESSION SESSION ENDPOINT",
                kinds(set, Policies.ALICE));
        assertEquals(
                "SERVICE_CONTROL SERVICE_CONTROL RESOURCE_CONTROL RESOURCE SESSION SESSION ENDPOINT",
                kinds(set, Policies.ROOT));
        assertEquals("RESOURCE IDENTITY BOUNDARY SESSION SESSION ENDPOINT", kinds(set, Cast.SERVICE_LINKED));
        assertEquals("RESOURCE_CONTROL RESOURCE ENDPOINT", kinds(set, Cast.NOBODY));
        assertEquals("RESOURCE_CONTROL RESOURCE ENDPOINT", kinds(set, Cast.EC2));
    }

    private static String kinds(PolicySet set, Principal caller) {
        Explanation explanation = Evaluator.explain(Policies.getObject(caller), set);
        assertTrue(explanation.policies().stream()
                .flatMap(report -> report.statements().stream())
                .allMatch(Explanation.StatementReport::matched));
        return explanation.policies().stream()
                .map(report -> report.kind().name())
                .collect(Collectors.joining(" "));
    }

    @Test
    void anExplanationCannotBeChanged() {
        Explanation explanation = Evaluator.explain(
                Policies.getObject(Policies.ALICE),
                PolicySet.builder()
                        .identity(Policies.identity("{'Effect':'Allow','Action':'ec2:*','Resource':'arn:aws:ec2:*'}"))
                        .build());
        Explanation.PolicyReport report = explanation.policies().getFirst();
        Explanation.StatementReport statement = report.statements().getFirst();
        assertThrows(
                UnsupportedOperationException.class,
                () -> explanation.policies().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> report.statements().clear());
        assertThrows(
                UnsupportedOperationException.class, () -> statement.obstacles().clear());
        assertEquals(false, statement.matched());
    }
}
