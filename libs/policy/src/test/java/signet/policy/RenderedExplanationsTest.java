package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The tree and the JSON of an explanation, whole, and what holds for those of random cases. */
class RenderedExplanationsTest {
    private static final int CASES = Integer.getInteger("signet.policy.explained", 2_000);

    private static Explanation example() {
        String document = Policies.json("""
                {'Version': '2012-10-17',
                 'Statement': [
                  {'Effect': 'Allow', 'Action': 'ec2:*', 'Resource': '*'},
                  {'Sid': 'Read', 'Effect': 'Allow', 'Action': ['s3:Get*', 's3:List*'], 'Resource': '*'},
                  {'Sid': 'Write', 'Effect': 'Allow', 'Action': 's3:PutObject', 'Resource': 'arn:aws:s3:::reports/*',
                   'Condition': {'StringEquals': {'aws:PrincipalTag/team': 'blue'}}}]}
                """);
        try {
            Policy policy = Policy.parse(PolicyKind.IDENTITY, document);
            return Evaluator.explain(
                    Policies.request(
                            Policies.ALICE,
                            "s3:PutObject",
                            "arn:aws:s3:::reports/q3.csv",
                            Context.builder()
                                    .put("aws:PrincipalTag/team", "red")
                                    .build()),
                    PolicySet.builder()
                            .identity(List.of(new SourcedPolicy("Reports", true, policy)))
                            .build());
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void theSentenceNamesStatementPolicyLineAndValues() {
        assertEquals(
                "s3:PutObject on arn:aws:s3:::reports/q3.csv is denied because no identity-based policy allows the "
                        + "s3:PutObject action; the closest is statement 3 \"Write\" (policy Reports, line 5): the "
                        + "condition StringEquals aws:PrincipalTag/team wants \"blue\" and the request has \"red\".",
                example().sentence());
    }

    @Test
    void theTreeShowsEachStatementThatCouldHaveMattered() {
        assertEquals("""
                s3:PutObject on arn:aws:s3:::reports/q3.csv
                by arn:aws:iam::111111111111:user/team/alice
                is denied because no identity-based policy allows the s3:PutObject action
                identity-based policy "Reports"
                ├─ statement 2 "Read" would allow, does not match, line 4
                │    its Action "s3:Get*", "s3:List*" does not include s3:PutObject
                ├─ statement 3 "Write" would allow, does not match (the closest), line 5
                │    the condition StringEquals aws:PrincipalTag/team wants "blue" and the request has "red"
                └─ 1 statement for actions of other services
                """, example().tree());
    }

    @Test
    void theJsonHasEverything() {
        assertEquals(
                Policies.json(
                        "{'request':{'principal':'arn:aws:iam::111111111111:user/team/alice','action':'s3:PutObject',"
                                + "'resource':'arn:aws:s3:::reports/q3.csv'},'decision':'ImplicitlyDenied','kind':'identity',"
                                + "'because':'because no identity-based policy allows the s3:PutObject action',"
                                + "'nearest':{'kind':'identity','policy':'Reports','statement':2},"
                                + "'policies':[{'kind':'identity','policy':'Reports','statements':["
                                + "{'statement':0,'sid':null,'effect':'Allow','line':3,'column':3,'matched':false,"
                                + "'delegates':false,'obstacles':[{'part':'action','negated':false,'policy':['ec2:*'],"
                                + "'request':'s3:PutObject'}]},"
                                + "{'statement':1,'sid':'Read','effect':'Allow','line':4,'column':3,'matched':false,"
                                + "'delegates':false,'obstacles':[{'part':'action','negated':false,"
                                + "'policy':['s3:Get*','s3:List*'],'request':'s3:PutObject'}]},"
                                + "{'statement':2,'sid':'Write','effect':'Allow','line':5,'column':3,'matched':false,"
                                + "'delegates':false,'obstacles':[{'part':'condition','operator':'StringEquals',"
                                + "'key':'aws:PrincipalTag/team','policy':['blue'],'request':['red'],'multiValued':false,"
                                + "'unresolved':[]}]}]}]}"),
                example().json());
    }

    @Test
    void noLineOfATreeIsLongerThanAHundredColumns() {
        Worlds worlds = new Worlds(79);
        for (int i = 0; i < CASES; i++) {
            Explanation explanation =
                    Evaluator.explain(worlds.request(), worlds.world().compiled());
            explanation.tree().lines().forEach(line -> {
                assertTrue(line.codePointCount(0, line.length()) <= 100, line);
                assertEquals(line.stripTrailing(), line);
            });
        }
        String arn = "arn:aws:s3:::" + "b/".repeat(400);
        String tree = Evaluator.explain(
                        Policies.request(Policies.ALICE, "s3:GetObject", arn, Context.EMPTY), PolicySet.EMPTY)
                .tree();
        assertTrue(tree.lines().allMatch(line -> line.length() <= 100), tree);
    }

    @Test
    void allThreeAgreeWithTheDecision() throws MalformedPolicyException {
        Worlds worlds = new Worlds(80);
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            PolicySet set = worlds.world().compiled();
            Explanation explanation = Evaluator.explain(request, set);
            Decision decision = Evaluator.decide(request, set);
            String because = decision.because(request.action());
            assertTrue(explanation.sentence().contains(because));
            assertTrue(explanation.tree().replaceAll("\\s+", " ").contains(because), explanation::tree);
            Json.Struct json = assertInstanceOf(Json.Struct.class, JsonReader.read(explanation.json(), "not JSON"));
            assertEquals(
                    decision.name(),
                    assertInstanceOf(Json.Text.class, json.get("decision")).value());
            assertEquals(decision.allowed(), decision.name().equals("Allowed"));
            assertEquals(Evaluator.matches(request, set), explanation.matched());
            assertFalse(explanation.nearMisses().stream()
                    .anyMatch(miss -> miss.report().matched()));
        }
    }

    @Test
    void everyCallerHasAName() {
        assertEquals("arn:aws:iam::111111111111:root", Policies.ROOT.name());
        assertEquals(Policies.ALICE.arn(), Policies.ALICE.name());
        assertEquals("arn:aws:sts::111111111111:assumed-role/Reader/s1", Policies.SESSION.name());
        assertEquals(
                "arn:aws:iam::111111111111:role/R",
                new Principal.RoleSession("111111111111", "arn:aws:iam::111111111111:role/R", "", "", false).name());
        assertEquals("arn:aws:sts::111111111111:federated-user/bob", Policies.FEDERATED.name());
        assertEquals("accounts.example.com", Cast.WEB.name());
        assertEquals("ec2.amazonaws.com", Cast.EC2.name());
        assertEquals("anonymous", Cast.NOBODY.name());
    }
}
