package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What a parsed policy tells about itself, and what an explanation tells about a decision. */
class PolicyTest {
    @Test
    void aStatementKnowsItsPlaceAndItsText() throws MalformedPolicyException {
        String document = """
                {
                  "Version": "2012-10-17",
                  "Statement": [
                    {"Sid": "One", "Effect": "Allow", "Action": "s3:*", "Resource": "*"},
                    {
                      "Effect": "Deny",
                      "NotAction": ["iam:*", "sts:*"],
                      "NotResource": ["arn:aws:s3:::b"]
                    }
                  ]
                }
                """;
        List<Statement> statements = Policy.parse(PolicyKind.IDENTITY, document).statements();
        Statement one = statements.get(0);
        Statement two = statements.get(1);
        assertEquals(List.of(4, 5, 4, 73), List.of(one.startLine(), one.startColumn(), one.endLine(), one.endColumn()));
        assertEquals(List.of(5, 5, 9, 6), List.of(two.startLine(), two.startColumn(), two.endLine(), two.endColumn()));
        assertEquals("One", one.sid().orElseThrow());
        assertTrue(two.sid().isEmpty());
        assertEquals(Effect.DENY, two.effect());
        assertEquals(List.of("s3:*"), one.actions());
        assertEquals(List.of("iam:*", "sts:*"), two.notActions());
        assertEquals(List.of("*"), one.resources());
        assertEquals(List.of("arn:aws:s3:::b"), two.notResources());
        assertFalse(one.hasPrincipal());
        assertEquals(1, two.index());
    }

    @Test
    void principalsAreReplacedAndAllOtherTextStays() {
        String document = Policies.json("{ 'Version' : '2012-10-17',\n 'Statement': [{'Effect':'Allow','Principal':"
                + "{'AWS':['" + Policies.ALICE.arn() + "', '*','111111111111'],'Service':'ec2.amazonaws.com'},"
                + "'Action':'sts:AssumeRole','Condition':{'StringEquals':{'k':'" + Policies.ALICE.arn() + "'}}},"
                + "{'Effect':'Deny','Principal':{'AWS':'" + Policies.SESSION.roleArn() + "'},'Action':'sts:*'}]}");
        Policy policy = Policies.parse(PolicyKind.TRUST, document);
        String stored = policy.withAwsPrincipals(
                name -> name.equals(Policies.ALICE.arn()) ? "AIDA\"\\" : name.contains("role/") ? "AROA" : name);
        assertEquals(
                document.replace("[\"" + Policies.ALICE.arn() + "\"", "[\"AIDA\\\"\\\\\"")
                        .replace(Policies.SESSION.roleArn(), "AROA"),
                stored);
        assertEquals(Set.of(Policies.ALICE.arn(), "111111111111", Policies.SESSION.roleArn()), policy.awsPrincipals());
        assertEquals(Set.of("ec2.amazonaws.com"), policy.servicePrincipals());
        assertTrue(policy.federatedPrincipals().isEmpty());
    }

    @Test
    void principalsAreFoundInALongDocument() {
        String filler = " ".repeat(40_000);
        Policy policy = Policies.parse(
                PolicyKind.TRUST,
                "{" + filler + "'Statement':{'Effect':'Allow'," + filler + "'Principal':{'AWS':" + filler
                        + "'111111111111'},'Action':'sts:AssumeRole'}}");
        String replaced = policy.withAwsPrincipals(name -> "222222222222");
        assertEquals(policy.document().replace("111111111111", "222222222222"), replaced);
    }

    @Test
    void aStarNamesNobodyWhoCouldBeReplaced() {
        Policy policy = Policies.parse(
                PolicyKind.RESOURCE,
                "{'Statement':[{'Effect':'Allow','Principal':{'AWS':['*','111111111111','*']},'Action':'s3:*',"
                        + "'Resource':'*'},{'Effect':'Deny','NotPrincipal':{'AWS':['222222222222','*']},"
                        + "'Action':'s3:*','Resource':'*'},{'Effect':'Deny','Principal':'*','Action':'s3:*','Resource':'*'}]}");
        List<String> asked = new ArrayList<>();
        assertEquals(policy.document(), policy.withAwsPrincipals(name -> {
            asked.add(name);
            return name;
        }));
        assertEquals(List.of("111111111111", "222222222222"), asked);
        assertEquals(Set.of("111111111111", "222222222222"), policy.awsPrincipals());
    }

    @Test
    void whatReplacesAPrincipalIsQuotedAsJson() {
        Policy policy = Policies.parse(
                PolicyKind.TRUST,
                "{'Statement':{'Effect':'Allow','Principal':{'AWS':'111111111111'},'Action':'sts:AssumeRole'}}");
        for (String name : List.of("a b", "a\"b", "a\\b", "a\nb", "a\u0000b", "a\u001fb", "\u00e9", "")) {
            String replaced = policy.withAwsPrincipals(old -> name);
            Json.Struct root = (Json.Struct) readAgain(replaced);
            Json.Struct principal = (Json.Struct) member((Json.Struct) member(root, "Statement"), "Principal");
            assertEquals(name, ((Json.Text) member(principal, "AWS")).value());
        }
    }

    private static Json member(Json.Struct struct, String name) {
        return Objects.requireNonNull(struct.get(name));
    }

    private static Json readAgain(String document) {
        try {
            return JsonReader.read(document, "no JSON");
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    @Test
    void principalsAreListedByTheirKindFromEveryStatement() {
        Policy policy = Policies.parse(
                PolicyKind.TRUST,
                "{'Statement':[{'Effect':'Allow','Principal':{'Federated':['accounts.example.com','b.example.com'],"
                        + "'Service':'ec2.amazonaws.com'},'Action':'sts:*'},{'Effect':'Deny','Principal':"
                        + "{'Federated':'accounts.example.com','AWS':'*','Service':['s3.amazonaws.com']},'Action':'sts:*'}]}");
        assertEquals(List.of("accounts.example.com", "b.example.com"), List.copyOf(policy.federatedPrincipals()));
        assertEquals(List.of("ec2.amazonaws.com", "s3.amazonaws.com"), List.copyOf(policy.servicePrincipals()));
        assertEquals(Set.of(), policy.awsPrincipals());
        assertThrows(
                UnsupportedOperationException.class,
                () -> policy.federatedPrincipals().clear());
    }

    @Test
    void aPolicyShowsItsKindAndItsText() {
        Policy policy =
                Policies.parse(PolicyKind.SESSION, "{'Statement':{'Effect':'Allow','Action':'s3:*','Resource':'*'}}");
        assertEquals("SESSION " + policy.document(), policy.toString());
    }

    @Test
    void keysAndVariablesAreListed() {
        Policy policy = Policies.parse(
                PolicyKind.IDENTITY,
                "{'Version':'2012-10-17','Statement':{'Effect':'Allow','Action':'*','Resource':"
                        + "'arn:aws:s3:::b/${aws:username}/${aws:PrincipalTag/Team, ~none~}/${*}','Condition':"
                        + "{'StringLike':{'s3:prefix':'${aws:userid}/*'},'Bool':{'aws:SecureTransport':'true'}}}}");
        assertEquals(
                List.of("aws:username", "aws:PrincipalTag/Team", "s3:prefix", "aws:userid", "aws:SecureTransport"),
                List.copyOf(policy.conditionKeys()));
    }

    @Test
    void anExplanationNamesWhatKeptAStatementFromMatching() {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY,
                "{'Effect':'Allow','Action':'s3:PutObject','Resource':'arn:aws:s3:::other/*',"
                        + "'Condition':{'StringEquals':{'aws:username':['bob','carol'],'x:none':'y'}}}");
        Request request = Policies.request(
                Policies.ALICE,
                "s3:GetObject",
                Policies.OBJECT,
                Context.builder().put("aws:username", "alice").build());
        Explanation explanation = Evaluator.explain(
                request, PolicySet.builder().identity(List.of(policy)).build());
        Explanation.StatementReport report =
                explanation.policies().getFirst().statements().getFirst();
        assertFalse(report.matched());
        assertEquals(
                List.of(
                        new Explanation.ActionObstacle("s3:GetObject", List.of("s3:PutObject"), false),
                        new Explanation.ResourceObstacle(
                                Policies.OBJECT, List.of("arn:aws:s3:::other/*"), false, List.of()),
                        new Explanation.ConditionObstacle(
                                "StringEquals",
                                "aws:username",
                                List.of("bob", "carol"),
                                List.of("alice"),
                                false,
                                List.of()),
                        new Explanation.ConditionObstacle(
                                "StringEquals", "x:none", List.of("y"), List.of(), false, List.of())),
                report.obstacles());
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied because no identity-based policy allows the "
                        + "s3:GetObject action; the closest is statement 1 (policy inline, line 1): its Action "
                        + "\"s3:PutObject\" does not include s3:GetObject; and its Resource \"arn:aws:s3:::other/*\" does "
                        + "not include arn:aws:s3:::bucket/key; and the condition StringEquals aws:username wants "
                        + "\"bob\" or \"carol\" and the request has \"alice\"; and the condition StringEquals x:none "
                        + "wants \"y\" and the request has no such key.",
                explanation.sentence());
    }

    @Test
    void anExplanationNamesTheStatementThatDecided() {
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY,
                "{'Effect':'Allow','Action':'*','Resource':'*'}",
                "{'Sid':'NoReads','Effect':'Deny','Action':'s3:Get*','Resource':'*'}");
        Explanation explanation = Evaluator.explain(
                Policies.getObject(Policies.ALICE),
                PolicySet.builder().identity(List.of(policy)).build());
        assertEquals(
                "s3:GetObject on arn:aws:s3:::bucket/key is denied with an explicit deny in an identity-based policy "
                        + "(inline, statement 2 \"NoReads\", line 1).",
                explanation.sentence());
    }
}
