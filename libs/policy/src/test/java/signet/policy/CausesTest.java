package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the sentence says for each kind of policy and each thing that can keep a statement from granting. */
class CausesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'*','Resource':'*'}";
    private static final String OPEN = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
    private static final Context CONTEXT = Context.builder()
            .put("aws:PrincipalTag/team", "red")
            .put("aws:SourceIp", "198.51.100.7")
            .put("aws:MultiFactorAuthAge", "4000")
            .put("aws:SecureTransport", "false")
            .put("aws:CurrentTime", "2026-01-01T00:00:00Z")
            .put("aws:PrincipalArn", Policies.ALICE.arn())
            .put("aws:TagKeys", List.of("team", "cost"))
            .build();

    /** Statements that fail in one part each, without Principal. */
    private static final Map<String, String> MISSES = Map.of(
            "action", "'Action':'s3:Put*','Resource':'*'",
            "notAction", "'NotAction':'s3:*','Resource':'*'",
            "resource", "'Action':'s3:*','Resource':'arn:aws:s3:::other/*'",
            "notResource", "'Action':'s3:*','NotResource':'arn:aws:s3:::bucket/*'",
            "condition",
                    "'Action':'s3:*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalTag/team':'blue'}}");

    private static final Map<String, String> PHRASES = Map.of(
            "action", "its Action \"s3:Put*\" does not include s3:GetObject",
            "notAction", "its NotAction \"s3:*\" excludes s3:GetObject",
            "resource", "its Resource \"arn:aws:s3:::other/*\" does not include arn:aws:s3:::bucket/key",
            "notResource", "its NotResource \"arn:aws:s3:::bucket/*\" excludes arn:aws:s3:::bucket/key",
            "condition", "the condition StringEquals aws:PrincipalTag/team wants \"blue\" and the request has \"red\"");

    private static String statement(PolicyKind kind, String body) {
        boolean principal = kind == PolicyKind.RESOURCE
                || kind == PolicyKind.TRUST
                || kind == PolicyKind.ENDPOINT
                || kind == PolicyKind.RESOURCE_CONTROL;
        return "{'Sid':'Near','Effect':'Allow'," + (principal ? "'Principal':'*'," : "") + body + "}";
    }

    private static SourcedPolicy stored(PolicyKind kind, String... statements) {
        String document = "{'Version':'2012-10-17','Statement':[" + String.join(",", statements) + "]}";
        try {
            return new SourcedPolicy("P", true, Policy.read(kind, Policies.json(document)));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    /** A set in which everything is allowed but by this kind, which has one policy of this statement. */
    private static Explanation only(PolicyKind kind, String body) {
        SourcedPolicy policy = stored(kind, statement(kind, body));
        PolicySet.Builder set = PolicySet.builder()
                .identity(List.of(stored(PolicyKind.IDENTITY, ALLOW)))
                .serviceControl(List.of(List.of(stored(PolicyKind.SERVICE_CONTROL, ALLOW))));
        switch (kind) {
            case IDENTITY -> set.identity(List.of(policy));
            case BOUNDARY -> set.boundary(policy);
            case SESSION -> set.session(List.of(policy));
            case RESOURCE, TRUST -> set.resource(policy);
            case SERVICE_CONTROL ->
                set.serviceControl(List.of(List.of(stored(kind, ALLOW)), List.of(policy), List.of()));
            case RESOURCE_CONTROL -> set.resourceControl(List.of(List.of(policy)));
            case ENDPOINT -> set.endpoint(policy);
        }
        boolean cross = kind == PolicyKind.RESOURCE || kind == PolicyKind.TRUST;
        Request request = new Request(
                Policies.ALICE,
                "s3:GetObject",
                Policies.OBJECT,
                cross ? Policies.OTHER_ACCOUNT : Policies.ACCOUNT,
                CONTEXT);
        return Evaluator.explain(request, set.build());
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void forEachKindTheClosestStatementIsNamedWithItsOneObstacle(PolicyKind kind) {
        MISSES.forEach((part, body) -> {
            Explanation explanation = only(kind, body);
            assertEquals(new Decision.ImplicitlyDenied(kind), explanation.decision());
            assertEquals(
                    "s3:GetObject on arn:aws:s3:::bucket/key is denied because no " + kind.noun()
                            + " allows the s3:GetObject action; the closest is statement 1 \"Near\" (policy P, line 1): "
                            + PHRASES.get(part) + ".",
                    explanation.sentence());
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = PolicyKind.class,
            names = {"RESOURCE", "TRUST", "ENDPOINT", "RESOURCE_CONTROL"})
    void aPrincipalThatIsNotNamedIsAnObstacleOfKindsThatHaveOne(PolicyKind kind) {
        String body = "'Action':'*','Resource':'*'";
        for (String principal : List.of("{'AWS':'222222222222'}", "{'Service':'ec2.amazonaws.com'}")) {
            String value = principal.substring(principal.indexOf(":'") + 2, principal.length() - 2);
            PolicySet set = set(kind, "{'Effect':'Allow','Principal':" + principal + "," + body + "}");
            Request request =
                    new Request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, Policies.OTHER_ACCOUNT, CONTEXT);
            String sentence = Evaluator.explain(request, set).sentence();
            assertTrue(
                    sentence.endsWith("its Principal \"" + value + "\" does not include " + Policies.ALICE.arn() + "."),
                    sentence);
        }
    }

    private static PolicySet set(PolicyKind kind, String statement) {
        SourcedPolicy policy = stored(kind, statement);
        PolicySet.Builder set = PolicySet.builder().identity(List.of(stored(PolicyKind.IDENTITY, ALLOW)));
        switch (kind) {
            case RESOURCE_CONTROL ->
                set.resourceControl(List.of(List.of(policy))).resource(stored(PolicyKind.RESOURCE, OPEN));
            case ENDPOINT -> set.endpoint(policy).resource(stored(PolicyKind.RESOURCE, OPEN));
            case RESOURCE, TRUST -> set.resource(policy);
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> throw new AssertionError(kind);
        }
        return set.build();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'StringEquals':{'x:none':'a'}}                          | wants "a" and the request has no such key
                {'StringEquals':{'aws:PrincipalTag/team':['a','b']}}     | wants "a" or "b" and the request has "red"
                {'StringEquals':{'aws:PrincipalTag/team':['a','b','c','d','e']}} | wants "a" or "b" or "c" or 2 more and the request has "red"
                {'StringNotEquals':{'aws:PrincipalTag/team':'red'}}      | wants anything but "red" and the request has "red"
                {'StringNotLike':{'aws:PrincipalTag/team':['r*','g*']}}  | wants anything but "r*" or "g*" and the request has "red"
                {'IpAddress':{'aws:SourceIp':'203.0.113.0/24'}}          | wants "203.0.113.0/24" and the request has "198.51.100.7"
                {'NotIpAddress':{'aws:SourceIp':'198.51.100.0/24'}}      | wants anything but "198.51.100.0/24" and the request has "198.51.100.7"
                {'NumericLessThan':{'aws:MultiFactorAuthAge':3600}}      | wants "3600" and the request has "4000"
                {'Bool':{'aws:SecureTransport':true}}                    | wants "true" and the request has "false"
                {'DateGreaterThan':{'aws:CurrentTime':'2027-01-01'}}     | wants "2027-01-01" and the request has "2026-01-01T00:00:00Z"
                {'ArnLike':{'aws:PrincipalArn':'arn:aws:iam::*:role/*'}} | wants "arn:aws:iam::*:role/*" and the request has "arn:aws:iam::111111111111:user/team/alice"
                {'Null':{'x:none':'false'}}                              | wants it to be present and the request has no such key
                {'Null':{'aws:SourceIp':'true'}}                         | wants it to be absent and the request has "198.51.100.7"
                {'StringEquals':{'aws:TagKeys':'team'}}                  | wants "team" and the request has the list "team", "cost", which only ForAnyValue and ForAllValues compare
                {'ForAllValues:StringEquals':{'aws:TagKeys':'team'}}     | wants "team" and the request has "team", "cost"
                {'ForAnyValue:StringEquals':{'aws:TagKeys':'x'}}         | wants "x" and the request has "team", "cost"
                {'StringEquals':{'aws:PrincipalTag/team':'${x:none}'}}   | wants "${x:none}" and the request has "red" (${x:none} has no value in the request)
                {'StringLike':{'aws:PrincipalTag/team':'${x:a}${x:b}'}}  | wants "${x:a}${x:b}" and the request has "red" (${x:a}, ${x:b} have no value in the request)
                {'StringEquals':{'aws:PrincipalTag/team':'${aws:SourceIp}'}} | wants "${aws:SourceIp}" and the request has "red"
                {'StringEquals':{'aws:PrincipalTag/team':[]}}            | wants one of no values and the request has "red"
                """)
    void aConditionSaysWhatItWantsAndWhatTheRequestHas(String condition, String words) {
        String sentence = only(PolicyKind.IDENTITY, "'Action':'*','Resource':'*','Condition':" + condition)
                .sentence();
        assertTrue(sentence.endsWith(words + "."), sentence);
    }

    @Test
    void anUnresolvedVariableOfAResourceIsNamed() {
        String sentence = only(PolicyKind.IDENTITY, "'Action':'*','Resource':'arn:aws:s3:::${x:none}/${x:d, ~d~}'")
                .sentence();
        assertTrue(sentence.endsWith("(${x:none} has no value in the request)."), sentence);
    }

    @Test
    void aStatementForAnotherServiceIsNotClose() {
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied because no identity-based policy allows the "
                        + "s3:GetObject action.",
                only(PolicyKind.IDENTITY, "'Action':'ec2:*','Resource':'*'").sentence());
    }

    @Test
    void ofSeveralStatementsTheOneWithFewestObstaclesIsTheClosest() {
        Explanation explanation = Evaluator.explain(
                Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, CONTEXT),
                PolicySet.builder()
                        .identity(List.of(
                                stored(
                                        PolicyKind.IDENTITY,
                                        "{'Effect':'Allow','Action':'s3:Put*','Resource':'arn:aws:s3:::b'}",
                                        "{'Effect':'Allow','Action':'s3:Put*','Resource':'*'}",
                                        "{'Effect':'Deny'," + MISSES.get("condition") + "}"),
                                stored(
                                        PolicyKind.IDENTITY,
                                        "{'Effect':'Allow'," + MISSES.get("resource") + "}",
                                        "{'Effect':'Allow'," + MISSES.get("condition") + "}")))
                        .build());
        assertTrue(explanation.sentence().contains("the closest is statement 2 (policy P, line 1): the condition"));
        assertEquals(
                List.of("DENY 2", "ALLOW 1", "ALLOW 0", "ALLOW 1", "ALLOW 0"),
                explanation.nearMisses().stream()
                        .map(miss -> miss.report().statement().effect() + " "
                                + miss.report().statement().index())
                        .toList());
    }

    @Test
    void ofAnOrganizationItIsTheFirstLevelWithoutAGrantThatCounts() {
        SourcedPolicy near = stored(
                PolicyKind.SERVICE_CONTROL,
                statement(PolicyKind.SERVICE_CONTROL, String.valueOf(MISSES.get("condition"))));
        SourcedPolicy far = stored(
                PolicyKind.SERVICE_CONTROL,
                statement(PolicyKind.SERVICE_CONTROL, String.valueOf(MISSES.get("action"))));
        SourcedPolicy all = stored(PolicyKind.SERVICE_CONTROL, ALLOW);
        Explanation explanation = Evaluator.explain(
                Policies.request(Policies.ALICE, "s3:GetObject", Policies.OBJECT, CONTEXT),
                PolicySet.builder()
                        .serviceControl(List.of(List.of(all, near), List.of(far), List.of(near)))
                        .build());
        assertTrue(explanation.sentence().contains(String.valueOf(PHRASES.get("action"))), explanation.sentence());
    }

    @Test
    void longTextsAreCutAndControlCharactersShown() {
        String long200 = "x".repeat(200);
        String sentence = only(
                        PolicyKind.IDENTITY,
                        "'Action':'*','Resource':'*','Condition':{'StringEquals':{'aws:PrincipalTag/team':['" + long200
                                + "','a\\nb\\u202e\\u001b[31m']}}")
                .sentence();
        assertTrue(sentence.contains("\"" + "x".repeat(120) + "…\" or \"a\\u000ab\\u202e\\u001b[31m\""), sentence);
    }

    @Test
    void aResourcePolicyThatNamesTheAccountDelegates() {
        Explanation explanation = Evaluator.explain(
                Policies.getObject(Policies.ALICE),
                PolicySet.builder()
                        .resource(stored(
                                PolicyKind.RESOURCE,
                                "{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'*','Resource':'*'}"))
                        .build());
        assertEquals(new Decision.ImplicitlyDenied(PolicyKind.IDENTITY), explanation.decision());
        Explanation.StatementReport report =
                explanation.policies().getFirst().statements().getFirst();
        assertTrue(report.matched() && report.delegates());
        assertTrue(explanation.tree().contains("statement 1 allows the account, whose own policies decide, line 1"));
    }
}
