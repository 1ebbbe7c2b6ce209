package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Size changes no answer: not the number of statements, of entries, of values, nor their order or repetition. */
class LargePoliciesTest {
    private static final int MANY = 1_000;

    private static String allow(String action, String resource) {
        return "{'Effect':'Allow','Action':'" + action + "','Resource':'" + resource + "'}";
    }

    private static Decision decide(SourcedPolicy policy, String action, String resource) {
        return Evaluator.decide(
                Policies.request(Policies.ALICE, action, resource, Context.EMPTY),
                PolicySet.builder().identity(List.of(policy)).build());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 499, 998, 999})
    void oneStatementAmongAThousandDecides(int place) {
        List<String> statements = IntStream.range(0, MANY)
                .mapToObj(i -> allow("svc" + i + ":Do*", "arn:aws:svc" + i + ":::thing/" + i))
                .collect(Collectors.toCollection(ArrayList::new));
        statements.set(place, allow("s3:GetObject", Policies.OBJECT));
        SourcedPolicy policy = Policies.policy(PolicyKind.IDENTITY, statements.toArray(new String[0]));
        Decision decision = decide(policy, "s3:GetObject", Policies.OBJECT);
        assertEquals(
                new Decision.Allowed(new Decision.ByStatement(
                        PolicyKind.IDENTITY,
                        policy,
                        policy.policy().statements().get(place))),
                decision);
        assertEquals("IDENTITY", Cast.outcome(decide(policy, "s3:PutObject", Policies.OBJECT)));
        int other = (place + 7) % MANY;
        assertTrue(decide(policy, "svc" + other + ":DoIt", "arn:aws:svc" + other + ":::thing/" + other)
                .allowed());
        assertEquals(
                "IDENTITY",
                Cast.outcome(decide(policy, "svc" + other + ":DoIt", "arn:aws:svc" + other + ":::thing/" + place)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 500, 999})
    void oneDenyAmongAThousandAllowsWins(int place) {
        List<String> statements = new ArrayList<>(Collections.nCopies(MANY, allow("*", "*")));
        statements.set(place, "{'Sid':'Stop','Effect':'Deny','Action':'s3:Get*','Resource':'*'}");
        SourcedPolicy policy = Policies.policy(PolicyKind.IDENTITY, statements.toArray(new String[0]));
        Decision denied = decide(policy, "s3:GetObject", Policies.OBJECT);
        assertEquals(
                new Decision.ExplicitlyDenied(
                        PolicyKind.IDENTITY,
                        policy,
                        policy.policy().statements().get(place)),
                denied);
        assertTrue(decide(policy, "s3:PutObject", Policies.OBJECT).allowed());
    }

    @Test
    void aThousandPoliciesDecideLikeOneWithTheirStatements() {
        List<SourcedPolicy> policies = IntStream.range(0, MANY)
                .mapToObj(i -> Policies.policy(PolicyKind.IDENTITY, allow("s3:GetObject", "arn:aws:s3:::bucket/" + i)))
                .toList();
        PolicySet set = PolicySet.builder().identity(policies).build();
        for (int i = 0; i < MANY; i += 37) {
            Request request =
                    Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::bucket/" + i, Context.EMPTY);
            assertTrue(Evaluator.decide(request, set).allowed());
        }
        Request beyond = Policies.request(Policies.ALICE, "s3:GetObject", "arn:aws:s3:::bucket/" + MANY, Context.EMPTY);
        assertEquals("IDENTITY", Cast.outcome(Evaluator.decide(beyond, set)));
    }

    /** The quota of a managed policy: 6,144 characters without white space. */
    @Test
    void aPolicyAsLongAsIamAllowsIsUnderstoodToItsLastEntry() {
        List<String> buckets = new ArrayList<>();
        String statement = "";
        while (statement.length() < 6_050) {
            buckets.add("'arn:aws:s3:::bucket-" + buckets.size() + "/*'");
            statement = "{'Effect':'Allow','Action':['s3:GetObject','s3:PutObject'],'Resource':["
                    + String.join(",", buckets) + "]}";
        }
        SourcedPolicy policy = Policies.policy(PolicyKind.IDENTITY, statement);
        assertTrue(policy.policy().document().length() <= 6_144);
        for (int i = 0; i < buckets.size(); i++) {
            assertTrue(decide(policy, "s3:PutObject", "arn:aws:s3:::bucket-" + i + "/k")
                    .allowed());
            assertEquals("IDENTITY", Cast.outcome(decide(policy, "s3:PutObject", "arn:aws:s3:::bucket-" + i)));
        }
        assertEquals(
                "IDENTITY",
                Cast.outcome(decide(policy, "s3:PutObject", "arn:aws:s3:::bucket-" + buckets.size() + "/k")));
    }

    @Test
    void everyOneOfAThousandActionsCounts() {
        String actions =
                IntStream.range(0, MANY).mapToObj(i -> "'svc:Action" + i + "'").collect(Collectors.joining(","));
        SourcedPolicy allow =
                Policies.policy(PolicyKind.IDENTITY, "{'Effect':'Allow','Action':[" + actions + "],'Resource':'*'}");
        SourcedPolicy except =
                Policies.policy(PolicyKind.IDENTITY, "{'Effect':'Allow','NotAction':[" + actions + "],'Resource':'*'}");
        for (int i = 0; i <= MANY; i++) {
            boolean listed = i < MANY;
            assertEquals(listed, decide(allow, "SVC:action" + i, "*").allowed());
            assertEquals(!listed, decide(except, "svc:ACTION" + i, "*").allowed());
        }
    }

    @Test
    void everyOneOfAThousandConditionValuesCounts() {
        String values =
                IntStream.range(0, MANY).mapToObj(i -> "'user-" + i + "'").collect(Collectors.joining(","));
        SourcedPolicy policy = Policies.policy(
                PolicyKind.IDENTITY,
                "{'Effect':'Allow','Action':'a:*','Resource':'*','Condition':{'StringEquals':{'x:user':[" + values
                        + "]}}}",
                "{'Effect':'Allow','Action':'b:*','Resource':'*','Condition':{'StringNotEquals':{'x:user':[" + values
                        + "]}}}");
        PolicySet set = PolicySet.builder().identity(List.of(policy)).build();
        for (int i = 0; i <= MANY; i += 25) {
            Context context = Context.builder().put("x:user", "user-" + i).build();
            Request equals = Policies.request(Policies.ALICE, "a:Do", "*", context);
            Request differs = Policies.request(Policies.ALICE, "b:Do", "*", context);
            assertEquals(i < MANY, Evaluator.decide(equals, set).allowed());
            assertEquals(i == MANY, Evaluator.decide(differs, set).allowed());
        }
    }

    @Test
    void orderAndRepetitionOfStatementsChangeNoAnswer() {
        Worlds worlds = new Worlds(211);
        Random random = new Random(211);
        for (int i = 0; i < 400; i++) {
            Doc doc = worlds.doc(PolicyKind.IDENTITY);
            List<Doc.Line> lines = new ArrayList<>(doc.lines());
            lines.addAll(doc.lines());
            Collections.shuffle(lines, random);
            SourcedPolicy plain = Worlds.pair(PolicyKind.IDENTITY, doc).compiled();
            SourcedPolicy shuffled = Worlds.pair(PolicyKind.IDENTITY, new Doc(doc.currentVersion(), lines))
                    .compiled();
            for (int n = 0; n < 20; n++) {
                assertSameAnswer(worlds.request(), plain, shuffled);
            }
        }
    }

    @Test
    void orderAndRepetitionOfEntriesChangeNoAnswer() {
        Worlds worlds = new Worlds(223);
        Random random = new Random(223);
        for (int i = 0; i < 400; i++) {
            Doc doc = worlds.doc(PolicyKind.IDENTITY);
            List<Doc.Line> lines = doc.lines().stream()
                    .map(line -> new Doc.Line(
                            line.deny(),
                            line.who(),
                            line.notAction(),
                            shuffledTwice(line.actions(), random),
                            line.notResource(),
                            shuffledTwice(line.resources(), random),
                            line.tests().stream()
                                    .map(test -> new Doc.Test(
                                            test.operator(), test.key(), shuffledTwice(test.values(), random)))
                                    .toList()))
                    .toList();
            SourcedPolicy plain = Worlds.pair(PolicyKind.IDENTITY, doc).compiled();
            SourcedPolicy shuffled = Worlds.pair(PolicyKind.IDENTITY, new Doc(doc.currentVersion(), lines))
                    .compiled();
            for (int n = 0; n < 20; n++) {
                assertSameAnswer(worlds.request(), plain, shuffled);
            }
        }
    }

    private static List<String> shuffledTwice(List<String> entries, Random random) {
        List<String> twice = new ArrayList<>(entries);
        twice.addAll(entries);
        Collections.shuffle(twice, random);
        return twice;
    }

    private static void assertSameAnswer(Request request, SourcedPolicy first, SourcedPolicy second) {
        PolicySet one = PolicySet.builder().identity(List.of(first)).build();
        PolicySet other = PolicySet.builder().identity(List.of(second)).build();
        assertEquals(
                Cast.outcome(Evaluator.decide(request, one)),
                Cast.outcome(Evaluator.decide(request, other)),
                () -> request + "\n" + first.policy() + "\n" + second.policy());
    }

    @Test
    void splittingAPolicyIntoOneForEachStatementChangesNoAnswer() {
        Worlds worlds = new Worlds(227);
        for (int i = 0; i < 400; i++) {
            Doc doc = worlds.doc(PolicyKind.IDENTITY);
            PolicySet whole = PolicySet.builder()
                    .identity(List.of(Worlds.pair(PolicyKind.IDENTITY, doc).compiled()))
                    .build();
            PolicySet split = PolicySet.builder()
                    .identity(doc.lines().stream()
                            .map(line -> Worlds.pair(PolicyKind.IDENTITY, new Doc(doc.currentVersion(), List.of(line)))
                                    .compiled())
                            .toList())
                    .build();
            for (int n = 0; n < 20; n++) {
                Request request = worlds.request();
                assertEquals(
                        Cast.outcome(Evaluator.decide(request, whole)),
                        Cast.outcome(Evaluator.decide(request, split)),
                        request::toString);
            }
        }
    }
}
