package signet.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import signet.policy.PolicySet;

/** What the table says of figures, and that what is measured is what its name says. */
class TableTest {
    private static String row(Map<String, Table.Cost> costs, String title) {
        return new Table(costs)
                .lines().stream()
                        .filter(line -> line.contains(title))
                        .findFirst()
                        .orElse("");
    }

    private static Table.Cost cost(double nanos, double bytes) {
        return new Table.Cost(nanos, bytes);
    }

    @Test
    void aGoalIsMetOrMissed() {
        String met = row(Map.of("ARTICLE prepared", cost(299, 64)), "article");
        assertTrue(met.contains("300 ns met, 64 bytes met"), met);
        String missed = row(Map.of("ARTICLE prepared", cost(301, 65)), "article");
        assertTrue(missed.contains("300 ns MISSED, 64 bytes MISSED"), missed);
    }

    @Test
    void aRatioIsToTheArticleAndToTheFastestPeer() {
        Map<String, Table.Cost> costs = new HashMap<>();
        costs.put("ARTICLE prepared", cost(100, 40));
        costs.put("FEW_CONCERNED prepared", cost(151, 40));
        costs.put("EXACT_RESOURCES prepared", cost(299, 40));
        costs.put("jcasbin", cost(9_000, 1_000));
        costs.put("shiro", cost(2_000, 900));
        assertTrue(row(costs, "article").contains("1/20 of a peer met"));
        String few = row(costs, "other actions");
        assertTrue(few.contains("1.51") && few.contains("1/13.2") && few.contains("1.5 x a MISSED"), few);
        assertTrue(row(costs, "exact").contains("3.0 x a met"));
        costs.put("shiro", cost(1_999, 900));
        assertTrue(row(costs, "article").contains("1/20 of a peer MISSED"));
    }

    @Test
    void whatWasNotMeasuredHasNoLine() {
        assertEquals(1, new Table(Map.of()).lines().size());
        assertEquals(2, new Table(Map.of("compile", cost(1, 1))).lines().size());
    }

    @Test
    void everyRequestOfAScenarioIsAllowed() {
        for (Scenario scenario : List.of(Scenario.ARTICLE, Scenario.MANAGED, Scenario.CONDITIONS)) {
            assertEquals(Scenario.REQUESTS, scenario.requests(scenario.set()).size(), scenario::title);
        }
        assertThrows(IllegalStateException.class, () -> Scenario.ARTICLE.requests(PolicySet.EMPTY));
    }

    @Test
    void theCompiledPolicyIsAsLongAsIamAllows() {
        int length = Compilation.document().length();
        assertTrue(length <= Compilation.LENGTH && length > Compilation.LENGTH - 300, () -> "" + length);
    }
}
