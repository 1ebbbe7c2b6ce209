package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/** The explanation never disagrees with the decision, over random policies, callers and requests. */
class ExplanationPropertiesTest {
    private record Case(Request request, PolicySet set) {}

    private static final List<Case> CASES = cases(Integer.getInteger("signet.policy.explained", 4_000));

    private static List<Case> cases(int count) {
        Worlds worlds = new Worlds(101);
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cases.add(new Case(worlds.request(), worlds.world().compiled()));
        }
        return cases;
    }

    private static void forRandomCases(BiConsumer<Request, PolicySet> check) {
        CASES.forEach(one -> check.accept(one.request(), one.set()));
    }

    private static List<Explanation.StatementReport> matched(Explanation explanation, Effect effect) {
        return explanation.policies().stream()
                .flatMap(report -> report.statements().stream())
                .filter(Explanation.StatementReport::matched)
                .filter(report -> report.statement().effect() == effect)
                .toList();
    }

    @Test
    void itHoldsTheDecisionItself() {
        forRandomCases((request, set) -> {
            Explanation explanation = Evaluator.explain(request, set);
            assertEquals(Evaluator.decide(request, set), explanation.decision());
            String verdict = explanation.decision().allowed() ? " is allowed " : " is denied ";
            assertTrue(explanation.sentence().startsWith(request.action() + " on " + request.resource() + verdict));
            assertTrue(explanation.sentence().contains(explanation.decision().because(request.action())));
        });
    }

    @Test
    void theStatementThatDeniedIsReportedAsMatched() {
        forRandomCases((request, set) -> {
            Explanation explanation = Evaluator.explain(request, set);
            if (explanation.decision() instanceof Decision.ExplicitlyDenied denied) {
                assertEquals(Effect.DENY, denied.statement().effect());
                assertEquals(
                        denied.statement(),
                        matched(explanation, Effect.DENY).getFirst().statement(),
                        explanation::sentence);
            }
        });
    }

    @Test
    void theStatementThatAllowedIsReportedAsMatched() {
        forRandomCases((request, set) -> {
            Explanation explanation = Evaluator.explain(request, set);
            if (explanation.decision() instanceof Decision.Allowed allowed
                    && allowed.grant() instanceof Decision.ByStatement by) {
                assertTrue(
                        explanation.policies().stream()
                                .filter(report -> report.kind() == by.kind()
                                        && report.policy().equals(by.policy()))
                                .flatMap(report -> report.statements().stream())
                                .anyMatch(report -> report.statement() == by.statement() && report.matched()),
                        explanation::sentence);
            }
        });
    }

    @Test
    void aMatchedDenyIsAlwaysADenial() {
        forRandomCases((request, set) -> {
            Explanation explanation = Evaluator.explain(request, set);
            boolean exempt = request.action().equalsIgnoreCase("sts:GetCallerIdentity")
                    && !(request.principal() instanceof Principal.Anonymous);
            assertEquals(
                    !exempt && !matched(explanation, Effect.DENY).isEmpty(),
                    explanation.decision() instanceof Decision.ExplicitlyDenied,
                    explanation::sentence);
        });
    }

    @Test
    void whereNoAllowMatchedOnlyRootAndGetCallerIdentityPass() {
        forRandomCases((request, set) -> {
            Explanation explanation = Evaluator.explain(request, set);
            if (explanation.decision().allowed()
                    && matched(explanation, Effect.ALLOW).isEmpty()) {
                assertTrue(
                        request.principal() instanceof Principal.Root
                                || request.action().equalsIgnoreCase("sts:GetCallerIdentity"),
                        explanation::sentence);
            }
        });
    }

    @Test
    void anImplicitDenialOfAKindMeansThatNothingOfThatKindMatchedCompletely() {
        forRandomCases((request, set) -> {
            Explanation explanation = Evaluator.explain(request, set);
            boolean limiting = explanation.decision() instanceof Decision.ImplicitlyDenied denied
                    && List.of(PolicyKind.IDENTITY, PolicyKind.BOUNDARY, PolicyKind.SESSION, PolicyKind.ENDPOINT)
                            .contains(denied.kind());
            if (limiting) {
                PolicyKind kind = ((Decision.ImplicitlyDenied) explanation.decision()).kind();
                boolean granted = explanation.policies().stream()
                        .filter(report -> report.kind() == kind)
                        .flatMap(report -> report.statements().stream())
                        .anyMatch(
                                report -> report.matched() && report.statement().effect() == Effect.ALLOW);
                assertFalse(granted, explanation::sentence);
            }
        });
    }

    @Test
    void everyObstacleIsTrueOfTheStatement() {
        forRandomCases((request, set) -> {
            for (Explanation.PolicyReport report :
                    Evaluator.explain(request, set).policies()) {
                for (Explanation.StatementReport statement : report.statements()) {
                    statement.obstacles().forEach(obstacle -> assertTrue(isTrue(obstacle, statement, request, set)));
                }
            }
        });
    }

    private static boolean isTrue(
            Explanation.Obstacle obstacle, Explanation.StatementReport report, Request request, PolicySet set) {
        Query query = request.query(set.hasBoundary());
        Statement statement = report.statement();
        return switch (obstacle) {
            case Explanation.PrincipalObstacle principal -> statement.principalLevels(query) == 0;
            case Explanation.ActionObstacle action ->
                !statement.matchesAction(query)
                        && action.action().equals(request.action())
                        && !action.patterns().isEmpty();
            case Explanation.ResourceObstacle resource ->
                !statement.matchesResource(query)
                        && resource.resource().equals(request.resource())
                        && !resource.patterns().isEmpty();
            case Explanation.ConditionObstacle condition ->
                statement.conditions().stream()
                                .anyMatch(c -> c.key().equals(condition.key())
                                        && c.operator().name().equals(condition.operator())
                                        && c.values().equals(condition.policyValues())
                                        && !c.holds(request.context()))
                        && condition
                                .requestValues()
                                .equals(request.context().get(condition.key()).orElse(List.of()));
        };
    }
}
