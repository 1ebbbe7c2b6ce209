package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Policies, sets and contexts are shared by all threads, and every thread gets the answers that one alone gets. */
class ConcurrentDecisionsTest {
    private static final int THREADS = 16;
    private static final int CASES = 500;

    private record Case(Request request, PolicySet set) {}

    private static List<Case> cases() {
        Worlds worlds = new Worlds(301);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < CASES; i++) {
            cases.add(new Case(worlds.request(), worlds.world().compiled()));
        }
        return cases;
    }

    @Test
    void manyThreadsDecideTheSameCasesAlike() throws Exception {
        List<Case> cases = cases();
        List<Decision> alone = cases.stream()
                .map(one -> Evaluator.decide(one.request(), one.set()))
                .toList();
        CountDownLatch start = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            List<Future<List<Decision>>> answers = new ArrayList<>();
            for (int thread = 0; thread < THREADS; thread++) {
                int seed = thread;
                answers.add(threads.submit(() -> {
                    start.await();
                    return decideInRandomOrder(cases, seed);
                }));
            }
            start.countDown();
            for (Future<List<Decision>> answer : answers) {
                assertEquals(alone, answer.get());
            }
        }
    }

    private static List<Decision> decideInRandomOrder(List<Case> cases, int seed) {
        List<Integer> order = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            order.add(i);
        }
        Collections.shuffle(order, new Random(seed));
        Decision[] decisions = new Decision[cases.size()];
        for (int i : order) {
            Case one = cases.get(i);
            decisions[i] = i % 3 == 0
                    ? Evaluator.explain(one.request(), one.set()).decision()
                    : Evaluator.decide(one.request(), one.set());
        }
        return List.of(decisions);
    }

    @Test
    void manyVirtualThreadsParseTheSameDocumentAlike() throws Exception {
        String document = new Worlds(307).doc(PolicyKind.RESOURCE).json(true);
        List<String> entries = Policy.parse(PolicyKind.RESOURCE, document).statements().stream()
                .map(ConcurrentDecisionsTest::text)
                .toList();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<List<String>>> answers = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                answers.add(threads.submit(() -> Policy.parse(PolicyKind.RESOURCE, document).statements().stream()
                        .map(ConcurrentDecisionsTest::text)
                        .toList()));
            }
            for (Future<List<String>> answer : answers) {
                assertEquals(entries, answer.get());
            }
        }
    }

    private static String text(Statement statement) {
        return statement.effect() + " " + statement.actions() + statement.notActions() + statement.resources()
                + statement.notResources() + statement.startLine() + ":" + statement.startColumn();
    }

    @Test
    void whatIsSharedCannotBeChanged() {
        Policy policy = Policies.parse(
                PolicyKind.RESOURCE,
                "{'Statement':{'Effect':'Deny','NotPrincipal':{'AWS':'111111111111','Service':'ec2.amazonaws.com',"
                        + "'Federated':'accounts.example.com'},'NotAction':'s3:*','NotResource':'arn:aws:s3:::b',"
                        + "'Condition':{'Bool':{'k':'true'}}}}");
        Statement statement = policy.statements().getFirst();
        Context context = Context.builder().put("a", List.of("1", "2")).build();
        assertThrows(
                UnsupportedOperationException.class, () -> policy.statements().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> policy.awsPrincipals().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> policy.servicePrincipals().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> policy.federatedPrincipals().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> policy.conditionKeys().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> statement.notActions().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> statement.notResources().clear());
        assertThrows(
                UnsupportedOperationException.class,
                () -> context.get("a").orElseThrow().clear());
    }

    @Test
    void aSetKeepsWhatItWasBuiltFrom() {
        SourcedPolicy allow = Policies.policy(PolicyKind.IDENTITY, "{'Effect':'Allow','Action':'*','Resource':'*'}");
        List<SourcedPolicy> identity = new ArrayList<>(List.of(allow));
        PolicySet.Builder builder = PolicySet.builder().identity(identity);
        PolicySet built = builder.build();
        identity.clear();
        builder.identity(List.of());
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), built)));
        assertEquals("IDENTITY", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), builder.build())));
    }

    @Test
    void aContextKeepsWhatItWasBuiltFrom() {
        List<String> values = new ArrayList<>(List.of("1"));
        Context.Builder builder = Context.builder().put("a", values).put("b", "x");
        Context built = builder.build();
        values.add("2");
        builder.put("b", "y");
        assertEquals(List.of("1"), built.get("A").orElseThrow());
        assertEquals(List.of("x"), built.get("B").orElseThrow());
    }

    @Test
    void theResourceOfASetIsReplacedAndNothingElse() {
        String allowAll = "{'Effect':'Allow','Principal':'*','Action':'*','Resource':'*'}";
        String denyAll = "{'Effect':'Deny','Principal':'*','Action':'*','Resource':'*'}";
        PolicySet set = PolicySet.builder()
                .identity(Policies.identity("{'Effect':'Deny','Action':'ec2:*','Resource':'*'}"))
                .resource(Policies.policy(PolicyKind.RESOURCE, allowAll))
                .build();
        PolicySet closed = set.withResource(Policies.policy(PolicyKind.RESOURCE, denyAll));
        assertEquals("allowed", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), set)));
        assertEquals("deny RESOURCE", Cast.outcome(Evaluator.decide(Policies.getObject(Policies.ALICE), closed)));
        Request ec2 = Policies.request(Policies.ALICE, "ec2:RunInstances", "*", Context.EMPTY);
        assertEquals("deny IDENTITY", Cast.outcome(Evaluator.decide(ec2, set)));
        PolicySet open = closed.withResource(Policies.policy(PolicyKind.RESOURCE, allowAll));
        assertEquals("deny IDENTITY", Cast.outcome(Evaluator.decide(ec2, open)));
    }
}
