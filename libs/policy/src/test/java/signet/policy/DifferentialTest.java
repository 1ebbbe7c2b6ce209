package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * The engine and the reference agree on random cases; {@code ./signet test --differential} runs ten million. Here
 * {@code -Dsignet.policy.cases=500000} runs more, {@code -Dsignet.policy.seed=N} other ones.
 */
class DifferentialTest {
    private static final int CASES = Integer.getInteger("signet.policy.cases", 100_000);
    private static final long SEED = Long.getLong("signet.policy.seed", 20_261_123L);

    @Test
    void theEngineDecidesAsTheReferenceDoes() throws Exception {
        Tally tally = new Differential(SEED, CASES, System.out).run();
        assertEquals(CASES, tally.cases());
        if (CASES >= 50_000) {
            tally.checkShares();
        }
    }

    @Test
    void noMatchingDenyIsExplainedBesideAnAllowedRequest() {
        Worlds worlds = new Worlds(SEED + 1);
        for (int i = 0; i < CASES / 40; i++) {
            Worlds.World world = worlds.world();
            Request request = worlds.request();
            Explanation explanation = Evaluator.explain(request, world.compiled());
            boolean exempt = request.action().equalsIgnoreCase("sts:GetCallerIdentity");
            boolean denies = explanation.policies().stream()
                    .flatMap(policy -> policy.statements().stream())
                    .anyMatch(report -> report.matched() && report.statement().effect() == Effect.DENY);
            assertTrue(!denies || exempt || !explanation.decision().allowed(), explanation::sentence);
        }
    }

    @Test
    void aDecisionByAnotherStatementOrKindIsADifference() {
        Doc.Line line = new Doc.Line(false, null, false, List.of("s3:*"), false, List.of("*"), List.of());
        Doc doc = new Doc(true, List.of(line, line));
        Compiled compiled = new Compiled();
        SourcedPolicy policy = compiled.policy(PolicyKind.IDENTITY, doc);
        Decision second = new Decision.Allowed(new Decision.ByStatement(
                PolicyKind.IDENTITY, policy, policy.policy().statements().get(1)));
        assertEquals(Optional.empty(), Differential.difference(verdict(PolicyKind.IDENTITY, doc, 1), second, compiled));
        assertFalse(Differential.difference(verdict(PolicyKind.IDENTITY, doc, 0), second, compiled)
                .isEmpty());
        assertFalse(Differential.difference(verdict(PolicyKind.BOUNDARY, doc, 1), second, compiled)
                .isEmpty());
    }

    private static ReferenceEvaluator.Verdict verdict(PolicyKind kind, Doc doc, int line) {
        return ReferenceEvaluator.Verdict.allowed(new ReferenceEvaluator.Found(kind, doc, line));
    }
}
