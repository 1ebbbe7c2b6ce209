package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The engine and the reference agree on random cases. {@code -Dsignet.policy.cases=5000000} runs more;
 * {@code -Dsignet.policy.seed=N} other ones.
 */
class DifferentialTest {
    private static final int CASES = Integer.getInteger("signet.policy.cases", 100_000);
    private static final long SEED = Long.getLong("signet.policy.seed", 20_261_123L);

    @Test
    void theEngineDecidesAsTheReferenceDoes() {
        Map<ReferenceEvaluator.Answer, Integer> seen = new EnumMap<>(ReferenceEvaluator.Answer.class);
        Worlds worlds = new Worlds(SEED);
        for (int i = 0; i < CASES; i++) {
            Worlds.World world = worlds.world();
            Request request = worlds.request();
            ReferenceEvaluator.Answer expected = ReferenceEvaluator.decide(request, world.reference());
            Decision decision = Evaluator.decide(request, world.compiled());
            if (answer(decision) != expected) {
                assertEquals(expected, answer(decision), () -> request + "\n" + world.reference());
            }
            seen.merge(expected, 1, Integer::sum);
        }
        for (ReferenceEvaluator.Answer answer : ReferenceEvaluator.Answer.values()) {
            assertTrue(seen.getOrDefault(answer, 0) > CASES / 20, () -> "too few of " + answer + ": " + seen);
        }
    }

    @Test
    void theExplanationAgreesWithTheDecision() {
        Worlds worlds = new Worlds(SEED + 1);
        for (int i = 0; i < CASES / 40; i++) {
            Worlds.World world = worlds.world();
            Request request = worlds.request();
            Decision decision = Evaluator.decide(request, world.compiled());
            Explanation explanation = Evaluator.explain(request, world.compiled());
            assertEquals(decision, explanation.decision());
            for (Explanation.PolicyReport report : explanation.policies()) {
                for (Explanation.StatementReport statement : report.statements()) {
                    boolean denies =
                            statement.matched() && statement.statement().effect() == Effect.DENY;
                    assertTrue(!denies || !decision.allowed() || isExempt(request), explanation::sentence);
                }
            }
        }
    }

    private static boolean isExempt(Request request) {
        return request.action().equals("sts:GetCallerIdentity");
    }

    private static ReferenceEvaluator.Answer answer(Decision decision) {
        return switch (decision) {
            case Decision.Allowed allowed -> ReferenceEvaluator.Answer.ALLOW;
            case Decision.ExplicitlyDenied denied -> ReferenceEvaluator.Answer.EXPLICIT_DENY;
            case Decision.ImplicitlyDenied denied -> ReferenceEvaluator.Answer.IMPLICIT_DENY;
        };
    }
}
