package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What AWS has in store is read by the grammar alone: less than an API takes today may be in it, but no nonsense. */
class StoredPoliciesTest {
    private static final String ALLOW = "{'Effect':'Allow','Action':'s3:GetObject','Resource':'*'}";

    private static Policy read(PolicyKind kind, String singleQuoted) {
        try {
            return Policy.read(kind, Policies.json(singleQuoted));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e.getMessage() + " in " + singleQuoted, e);
        }
    }

    private static MalformedPolicyException fault(PolicyKind kind, String singleQuoted) {
        return assertThrows(
                MalformedPolicyException.class, () -> Policy.read(kind, Policies.json(singleQuoted)), singleQuoted);
    }

    private static boolean takesPrincipal(PolicyKind kind) {
        return switch (kind) {
            case RESOURCE, TRUST, ENDPOINT, RESOURCE_CONTROL -> true;
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> false;
        };
    }

    private static String statement(PolicyKind kind, String members) {
        return "{'Statement':{'Effect':'Allow'," + (takesPrincipal(kind) ? "'Principal':'*'," : "") + members + "}}";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'Statement':[" + ALLOW + "]}",
                "{'Version':'2008-10-17','Statement':[" + ALLOW + "]}",
                "{'Version':'2012-10-17','Statement':{'Sid':'a','Effect':'Deny','Action':'*','Resource':'*'}}",
                "{'Version':'2012-10-17','Statement':[{'Sid':'a','Effect':'Deny','Action':'*','Resource':'*'},"
                        + "{'Sid':'a','Effect':'Allow','Action':'*','Resource':'*'}]}",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'arn:gone:s3:::b'}}",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'arn:aws:s3::b'}}",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'arn:aws:iam:us-east-1:1:thing'}}",
                "{'Statement':{'Effect':'Allow','Action':'*','Resource':'*','Condition':"
                        + "{'NumericLessThan':{'aws:MultiFactorAuthAge':'old'}}}}"
            })
    void whatIamRefusesToWriteTodayIsStillEvaluated(String document) {
        for (PolicyKind kind : List.of(PolicyKind.IDENTITY, PolicyKind.BOUNDARY, PolicyKind.SESSION)) {
            Policy policy = read(kind, document);
            assertEquals(kind, policy.kind());
            assertEquals(Policies.json(document), policy.document());
            assertFalse(policy.statements().isEmpty());
        }
    }

    @Test
    void aNullInAListOfResourcesStandsForNothing() throws MalformedPolicyException {
        Policy policy = Policy.read(
                PolicyKind.IDENTITY,
                Policies.json(
                        "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':[null]}}"));
        PolicySet set = PolicySet.builder()
                .identity(java.util.List.of(new SourcedPolicy("p", true, policy)))
                .build();
        assertEquals("IDENTITY", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), set)));
    }

    @Test
    void withoutTheCurrentVersionADollarSignIsOnlyADollarSign() {
        String body =
                "'Statement':{'Effect':'Allow','Action':'s3:GetObject','Resource':'arn:aws:s3:::${aws:username}/*'}}";
        Context alice = Context.builder().put("aws:username", "alice").build();
        Request hers = Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::alice/key", alice);
        assertTrue(allows(read(PolicyKind.IDENTITY, "{'Version':'2012-10-17'," + body), hers));
        assertFalse(allows(read(PolicyKind.IDENTITY, "{'Version':'2008-10-17'," + body), hers));
        assertFalse(allows(read(PolicyKind.IDENTITY, "{" + body), hers));
        Request literal = Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::${aws:username}/key", alice);
        assertTrue(allows(read(PolicyKind.IDENTITY, "{" + body), literal));
    }

    private static boolean allows(Policy policy, Request request) {
        PolicySet set = PolicySet.builder()
                .identity(List.of(new SourcedPolicy("stored", true, policy)))
                .build();
        return Evaluator.decide(request, set).allowed();
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void whatCanBeWrittenCanBeReadAndMeansTheSame(PolicyKind kind) throws MalformedPolicyException {
        String members = switch (kind) {
            case TRUST -> "'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'sts:AssumeRole'";
            case RESOURCE, ENDPOINT ->
                "'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'s3:*','Resource':'*'";
            case RESOURCE_CONTROL -> "'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'";
            case IDENTITY, BOUNDARY, SESSION, SERVICE_CONTROL -> "'Effect':'Allow','Action':'s3:*','Resource':'*'";
        };
        String document = Policies.json("{'Version':'2012-10-17','Statement':{" + members + "}}");
        Statement written = Policy.parse(kind, document).statements().getFirst();
        Statement stored = Policy.read(kind, document).statements().getFirst();
        Query query = new Query(Policies.getObject(Policies.ALICE), false);
        assertEquals(written.levels(query), stored.levels(query));
        assertEquals(written.effect(), stored.effect());
        assertEquals(written.actions(), stored.actions());
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void theGrammarHoldsForEveryKind(PolicyKind kind) {
        String rest = "'Action':'s3:GetObject','Resource':'*'";
        read(kind, statement(kind, rest));
        assertEquals("not a JSON object", fault(kind, "[]").getMessage());
        assertEquals("not a JSON object", fault(kind, "{'Statement':").getMessage());
        assertEquals("the document has no Statement", fault(kind, "{}").getMessage());
        assertEquals("Statement is empty", fault(kind, "{'Statement':[]}").getMessage());
        assertEquals(
                "a value of the wrong type", fault(kind, "{'Statement':[1]}").getMessage());
        assertEquals(
                "unknown element Effekt",
                fault(kind, statement(kind, "'Effekt':'Allow'," + rest)).getMessage());
        assertEquals(
                "unknown Version \"2020-01-01\"",
                fault(kind, "{'Version':'2020-01-01','Statement':{" + rest + "}}")
                        .getMessage());
        assertEquals(
                "the statement has no Effect",
                fault(kind, "{'Statement':{" + rest + "}}").getMessage());
        assertEquals(
                "Effect is \"allow\", neither Allow nor Deny",
                fault(kind, "{'Statement':{'Effect':'allow'," + rest + "}}").getMessage());
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void everyKindNeedsActionsThatCouldMeanSomething(PolicyKind kind) {
        assertEquals(
                "the statement has no Action",
                fault(kind, statement(kind, "'Resource':'*'")).getMessage());
        assertEquals(
                "the statement's Action is empty",
                fault(kind, statement(kind, "'NotAction':[],'Resource':'*'")).getMessage());
        assertEquals(
                "the statement has both Action and NotAction",
                fault(kind, statement(kind, "'Action':'a:b','NotAction':'a:c','Resource':'*'"))
                        .getMessage());
        assertEquals(
                "Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.",
                fault(kind, statement(kind, "'Action':'s3','Resource':'*'")).getMessage());
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void aResourceMayBeLeftOutOnlyWhereThePolicyHangsOnOne(PolicyKind kind) {
        String document = statement(kind, "'Action':'s3:GetObject'");
        if (kind == PolicyKind.RESOURCE || kind == PolicyKind.TRUST) {
            Query query = new Query(Policies.getObject(Policies.ALICE), false);
            assertEquals(
                    Principals.DIRECT,
                    read(kind, document).statements().getFirst().levels(query));
        } else {
            assertEquals("the statement has no Resource", fault(kind, document).getMessage());
        }
        assertEquals(
                "the statement's Resource is empty",
                fault(kind, statement(kind, "'Action':'a:b','NotResource':[]")).getMessage());
        assertEquals(
                "the statement has both Resource and NotResource",
                fault(kind, statement(kind, "'Action':'a:b','Resource':'*','NotResource':'*'"))
                        .getMessage());
        assertEquals(
                "Resource bucket/* must be in ARN format or \"*\".",
                fault(kind, statement(kind, "'Action':'a:b','Resource':'bucket/*'"))
                        .getMessage());
    }

    @ParameterizedTest
    @EnumSource(PolicyKind.class)
    void aPrincipalStandsWhereTheKindHasOneAndNowhereElse(PolicyKind kind) {
        String rest = "'Effect':'Allow','Action':'s3:GetObject','Resource':'*'";
        String with = "{'Statement':{'Principal':'*'," + rest + "}}";
        String without = "{'Statement':{" + rest + "}}";
        if (takesPrincipal(kind)) {
            assertEquals(
                    "a statement of this kind needs a Principal",
                    fault(kind, without).getMessage());
            assertEquals(
                    "the statement has both Principal and NotPrincipal",
                    fault(kind, "{'Statement':{'Principal':'*','NotPrincipal':'*'," + rest + "}}")
                            .getMessage());
            assertEquals(
                    "Invalid principal in policy" + (kind == PolicyKind.RESOURCE ? "" : ": \"AWS\":\"bob\""),
                    fault(kind, "{'Statement':{'Principal':{'AWS':'bob'}," + rest + "}}")
                            .getMessage());
        } else {
            assertEquals("Principal has no place here", fault(kind, with).getMessage());
            assertEquals(
                    "Principal has no place here",
                    fault(kind, "{'Statement':{'NotPrincipal':'*'," + rest + "}}")
                            .getMessage());
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                {'StringEqualz':{'a':'b'}}                 | unknown condition operator "StringEqualz"
                {'stringequals':{'a':'b'}}                 | unknown condition operator "stringequals"
                {'ForAnyValue::StringEquals':{'a':'b'}}    | unknown condition operator "ForAnyValue::StringEquals"
                {'NullIfExists':{'a':'true'}}              | unknown condition operator "NullIfExists"
                {'StringEquals':'b'}                       | a value of the wrong type
                {'StringEquals':{'a':null}}                | a value of the wrong type
                []                                         | a value of the wrong type
                """)
    void anUnknownOperatorIsNeverPassedOver(String condition, String message) {
        for (PolicyKind kind : PolicyKind.values()) {
            String document = statement(kind, "'Action':'s3:GetObject','Resource':'*','Condition':" + condition);
            assertEquals(message, fault(kind, document).getMessage());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"tomorrow", "2026-13-01", "", "2026-01-01T25:00:00Z", "99999999999999999999"})
    void aDateThatCannotBeReadIsNeverPassedOver(String date) {
        for (PolicyKind kind : PolicyKind.values()) {
            for (String operator : List.of("DateLessThan", "DateNotEqualsIfExists", "ForAnyValue:DateEquals")) {
                String values = "['2026-01-01','" + date + "']";
                String document = statement(
                        kind,
                        "'Action':'s3:GetObject','Resource':'*','Condition':{'" + operator + "':{'aws:CurrentTime':"
                                + values + "}}");
                assertEquals(
                        "\"" + date + "\" is not a date", fault(kind, document).getMessage());
            }
        }
    }

    @Test
    void aFaultHasItsPlace() {
        MalformedPolicyException fault = fault(PolicyKind.IDENTITY, """
                {'Statement': [
                  {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*'},
                  {'Effect': 'Allow', 'Action': 's3:*', 'Resource': '*',
                   'Condition': {'StringEqual': {'a': 'b'}}}]}
                """);
        assertEquals(4, fault.line());
        assertEquals(39, fault.column());
    }

    @Test
    void aStoredTrustPolicyMayNameWhoIsGone() {
        Policy policy = read(
                PolicyKind.TRUST,
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':'AROADELETEDDELETED12'},'Action':'sts:AssumeRole'}}");
        assertEquals(Set.of("AROADELETEDDELETED12"), policy.awsPrincipals());
    }
}
