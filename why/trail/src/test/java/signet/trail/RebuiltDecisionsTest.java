package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import signet.authz.Decided;
import signet.authz.Denial;
import signet.authz.Event;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;

/** What is kept of a decision is enough to take it again, and to explain it, after a restart too. */
class RebuiltDecisionsTest {
    private static final int CASES = 1500;
    private static final int OF_AN_EVENT = 5;

    @TempDir
    Path folder;

    private static Event event(List<Decided> decisions) {
        return new Event(Made.info(), Made.alice(), "s3", "GetObject", 200, null, null, decisions);
    }

    private static DecisionRecord recorded(Trail trail, Decided decided) {
        trail.record(event(List.of(decided)));
        return trail.search(EventQuery.of("").limit(1))
                .events()
                .getFirst()
                .decisions()
                .getFirst();
    }

    private static void assertSame(Decided decided, DecisionRecord record, Trail trail) {
        Request request = record.request();
        PolicySet policies = trail.policies(record);
        Decision decision = Evaluator.decide(request, policies);
        assertEquals(decided.request(), request);
        assertEquals(decided.request().context().keys(), request.context().keys());
        assertEquals(decided.decision().name(), decision.name());
        assertEquals(decided.decision().kind(), decision.kind());
        assertEquals(
                Evaluator.explain(decided.request(), decided.policies()).tree(),
                Evaluator.explain(request, policies).tree());
        assertEquals(decided.decision().name(), record.outcome().decision());
        assertEquals(decided.decision().kind(), record.outcome().kind());
        assertEquals(decided.required(), record.required());
        assertEquals(
                Denial.because(
                        decided.decision(), decided.context(), decided.request().action()),
                record.outcome().because());
    }

    @Test
    void everyDecisionIsTakenAgainAndExplainedAlike() {
        RandomDecisions random = new RandomDecisions(41);
        List<Decided> decisions = new ArrayList<>();
        try (Trail trail = Made.trail(folder)) {
            for (int i = 0; i < CASES; i++) {
                decisions.add(random.next());
            }
            for (int i = 0; i < CASES; i += OF_AN_EVENT) {
                trail.record(event(decisions.subList(i, i + OF_AN_EVENT)));
            }
        }
        Set<String> met = new HashSet<>();
        try (Trail trail = Made.trail(folder)) {
            int place = 0;
            for (Recorded event : Made.all(trail)) {
                for (DecisionRecord record : event.decisions()) {
                    assertSame(decisions.get(place), record, trail);
                    met.add(record.outcome().decision() + record.outcome().kind());
                    place++;
                }
            }
            assertEquals(CASES, place);
        }
        assertTrue(met.size() > 12, met.toString());
    }

    @Test
    void theStatementThatDecidedIsFoundAgain() {
        RandomDecisions random = new RandomDecisions(42);
        try (Trail trail = Made.trail(folder)) {
            int found = 0;
            for (int i = 0; i < 300; i++) {
                Decided decided = random.next();
                DecisionRecord.Outcome outcome = recorded(trail, decided).outcome();
                if (decided.decision() instanceof Decision.ExplicitlyDenied denied) {
                    found++;
                    assertEquals(denied.policy().source(), sourceOf(outcome));
                    assertEquals(denied.statement().index(), outcome.statement());
                    assertEquals(denied.statement().sid().orElse(null), outcome.sid());
                }
                if (decided.decision() instanceof Decision.ImplicitlyDenied) {
                    assertNull(outcome.policy());
                    assertEquals(-1, outcome.statement());
                }
            }
            assertTrue(found > 20);
        }
    }

    private static String sourceOf(DecisionRecord.Outcome outcome) {
        PolicyReference policy = outcome.policy();
        return policy == null ? "none" : policy.source();
    }

    @Test
    void aPastRequestIsDecidedByOtherPolicies() {
        try (Trail trail = Made.trail(folder)) {
            Decided denied =
                    Made.decided(Made.alice(), "s3:GetObject", "arn:aws:s3:::b/k", Made.ACCOUNT, PolicySet.EMPTY);
            Request again = recorded(trail, denied).request();

            assertTrue(Evaluator.decide(again, Made.EVERYTHING).allowed());
        }
    }

    @Test
    void aTextIsKeptOnceHoweverOftenItIsConsulted() {
        try (Trail trail = Made.trail(folder)) {
            for (int i = 0; i < 50; i++) {
                trail.record(Made.event("iam", "GetUser"));
            }
            Set<List<PolicyLayer>> sets = new HashSet<>();
            Made.all(trail)
                    .forEach(event -> sets.add(event.decisions().getFirst().policies()));
            assertEquals(1, sets.size());
            String hash =
                    sets.iterator().next().getFirst().policies().getFirst().sha256();
            assertEquals(Made.ALLOW_ALL, trail.policyText(hash).orElseThrow());
        }
    }

    @Test
    void anAdvisoryAccessIsKnownAsOne() {
        Decided required = Made.decided(Made.alice(), "s3:GetObject", "arn:aws:s3:::b/k", Made.ACCOUNT);
        Decided advisory = new Decided(
                required.access(),
                required.request(),
                PolicySet.EMPTY,
                Evaluator.decide(required.request(), PolicySet.EMPTY),
                false);
        try (Trail trail = Made.trail(folder)) {
            trail.record(event(List.of(required, advisory)));
            Recorded recorded = Made.all(trail).getFirst();
            assertEquals(
                    List.of(true, false),
                    recorded.decisions().stream().map(DecisionRecord::required).toList());
            assertTrue(recorded.allowed());
        }
    }

    @Test
    void whatDecidedWithoutPoliciesHasNoKind() {
        Request root = new Request(
                new Principal.Root(Made.ACCOUNT),
                "s3:GetObject",
                "arn:aws:s3:::b/k",
                Made.ACCOUNT,
                signet.policy.Context.EMPTY);
        try (Trail trail = Made.trail(folder)) {
            DecisionRecord.Outcome outcome =
                    recorded(trail, RandomDecisions.of(root, PolicySet.EMPTY)).outcome();
            assertNull(outcome.kind());
            assertNull(outcome.policy());
            assertTrue(outcome.allowed());
        }
    }

    @Test
    void damagedTextsAreReportedAndNothingElseIsThrown() {
        Random random = new Random(11);
        String whole;
        try (Trail trail = Made.trail(folder)) {
            trail.record(event(List.of(new RandomDecisions(4).next())));
            whole =
                    "[{\"action\":\"s3:GetObject\",\"resource\":\"*\",\"resourceAccount\":\"\",\"principal\":[\"User\",\"1\","
                            + "\"a\",\"i\"],\"context\":{\"k\":\"v\",\"m\":[\"a\"]},\"required\":true,\"policies\":1,"
                            + "\"outcome\":{\"decision\":\"Allowed\",\"kind\":\"IDENTITY\",\"policy\":[0,0],\"statement\":0,"
                            + "\"sid\":\"s\",\"because\":\"b\"}}]";
        }
        List<PolicyLayer> layers = DecisionReader.layers(
                "[{\"kind\":\"IDENTITY\",\"policies\":[{\"source\":\"s\",\"inline\":true,\"parsedAs\":\"IDENTITY\",\"sha256\":\""
                        + "0".repeat(64) + "\"}]}]");
        assertEquals(1, DecisionReader.decisions(whole, number -> layers).size());
        for (int i = 0; i < 20_000; i++) {
            StringBuilder damaged = new StringBuilder(whole);
            for (int n = random.nextInt(3); n >= 0; n--) {
                int at = random.nextInt(damaged.length());
                if (random.nextBoolean()) {
                    damaged.deleteCharAt(at);
                } else {
                    damaged.setCharAt(at, "[]{}\",:0nt".charAt(random.nextInt(10)));
                }
            }
            try {
                DecisionReader.decisions(damaged.toString(), number -> layers);
            } catch (TrailUnavailableException e) {
                assertEquals("an event of the log is damaged", e.getMessage());
            }
        }
        assertThrows(
                TrailUnavailableException.class, () -> DecisionReader.layers("[{\"kind\":\"NONE\",\"policies\":[]}]"));
    }
}
