package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Over random cases: to take away all obstacles that a report names makes its statement match, and nothing less does. */
class RealObstaclesTest {
    private static final int CASES = Integer.getInteger("signet.policy.explained", 4_000);
    private static final Json.Text EVERYTHING = new Json.Text("*", Span.DOCUMENT);

    private static RawStatement raw(Policy policy, Statement statement) {
        try {
            return new ShapeReader(Wording.of(policy.kind()))
                    .read(policy.document())
                    .statements()
                    .get(statement.index());
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    /** The statement with the parts that these obstacles name made to fit everything. */
    private static Statement without(Policy policy, Statement statement, Set<Explanation.Obstacle> gone) {
        RawStatement raw = raw(policy, statement);
        boolean principal = gone.stream().anyMatch(Explanation.PrincipalObstacle.class::isInstance);
        boolean action = gone.stream().anyMatch(Explanation.ActionObstacle.class::isInstance);
        boolean resource = gone.stream().anyMatch(Explanation.ResourceObstacle.class::isInstance);
        List<RawStatement.RawCondition> conditions = new ArrayList<>(raw.conditions());
        conditions.removeIf(condition -> gone.stream().anyMatch(obstacle -> isAbout(obstacle, condition)));
        try {
            return new Statement(
                    policy.kind(),
                    statement.index(),
                    new RawStatement(
                            raw.node(),
                            raw.sid(),
                            raw.effect(),
                            principal ? EVERYTHING : raw.principal(),
                            principal ? null : raw.notPrincipal(),
                            everything(action, raw.actions()),
                            action ? null : raw.notActions(),
                            everything(resource, raw.resources()),
                            resource ? null : raw.notResources(),
                            conditions),
                    statement.hasVariables());
        } catch (MalformedPolicyException e) {
            throw new AssertionError(e);
        }
    }

    private static @Nullable List<Json.Text> everything(boolean wanted, @Nullable List<Json.Text> otherwise) {
        return wanted ? List.of(EVERYTHING) : otherwise;
    }

    private static boolean isAbout(Explanation.Obstacle obstacle, RawStatement.RawCondition condition) {
        return obstacle instanceof Explanation.ConditionObstacle named
                && named.operator().equals(condition.operatorName())
                && named.key().equals(condition.key())
                && named.policyValues().equals(condition.values());
    }

    @Test
    void allObstaclesGoneTheStatementMatchesAndOneLeftItDoesNot() {
        Worlds worlds = new Worlds(77);
        Set<String> seen = new TreeSet<>();
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            PolicySet set = worlds.world().compiled();
            Query query = request.query(set.hasBoundary());
            for (Explanation.PolicyReport policy :
                    Evaluator.explain(request, set).policies()) {
                for (Explanation.StatementReport report : policy.statements()) {
                    check(policy.policy().policy(), report, query);
                    report.obstacles()
                            .forEach(obstacle -> seen.add(obstacle.getClass().getSimpleName()));
                }
            }
        }
        assertEquals(Set.of("ActionObstacle", "ConditionObstacle", "PrincipalObstacle", "ResourceObstacle"), seen);
    }

    private static void check(Policy policy, Explanation.StatementReport report, Query query) {
        Set<Explanation.Obstacle> all = Set.copyOf(new LinkedHashSet<>(report.obstacles()));
        Statement freed = without(policy, report.statement(), all);
        assertNotEquals(0, freed.levels(query), () -> policy + " without " + all);
        for (Explanation.Obstacle one : all) {
            Set<Explanation.Obstacle> others = new LinkedHashSet<>(all);
            others.remove(one);
            assertEquals(0, without(policy, report.statement(), others).levels(query), () -> policy + " has " + one);
        }
        assertEquals(report.matched(), report.statement().levels(query) != 0);
    }

    @Test
    void theNearestMissIsAnAllowOfTheKindThatDeniedAndNoOtherOfItIsNearer() {
        Worlds worlds = new Worlds(78);
        int found = 0;
        for (int i = 0; i < CASES; i++) {
            Request request = worlds.request();
            Explanation explanation = Evaluator.explain(request, worlds.world().compiled());
            Explanation.NearMiss nearest = explanation.nearest();
            if (nearest == null) {
                continue;
            }
            found++;
            Decision.ImplicitlyDenied denied = (Decision.ImplicitlyDenied) explanation.decision();
            assertEquals(denied.kind(), nearest.kind());
            assertEquals(Effect.ALLOW, nearest.report().statement().effect());
            assertTrue(explanation.nearMisses().contains(nearest));
            for (Explanation.PolicyReport policy : explanation.policies()) {
                for (Explanation.StatementReport report : policy.statements()) {
                    boolean rival = policy.policy().equals(nearest.policy())
                            && report.related()
                            && report.statement().effect() == Effect.ALLOW;
                    assertTrue(
                            !rival
                                    || report.obstacles().size()
                                            >= nearest.report().obstacles().size(),
                            explanation::sentence);
                }
            }
        }
        assertTrue(found > CASES / 20, "cases with a near miss: " + found);
    }
}
