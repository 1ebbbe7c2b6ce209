package signet.iam;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.model.iam.EvaluationResult;
import signet.model.iam.SimulatePolicyResponse;

/** Runs a scenario over actions and resources: one result for each pair. */
final class Simulator {
    private Simulator() {}

    private record Pair(int number, String action, String resource) {
        String key() {
            return String.format("%08d", number);
        }
    }

    static SimulatePolicyResponse run(
            Scenario scenario,
            List<String> actions,
            List<String> resources,
            @Nullable String marker,
            @Nullable Integer maxItems) {
        List<Pair> pairs = new ArrayList<>();
        for (String action : actions) {
            for (String resource : resources) {
                pairs.add(new Pair(pairs.size(), action, resource));
            }
        }
        Page<Pair> page = Page.of(pairs, Pair::key, marker, maxItems);
        List<EvaluationResult> results = page.items().stream()
                .map(pair -> scenario.evaluate(pair.action(), pair.resource()))
                .toList();
        return new SimulatePolicyResponse(results, page.truncated(), page.marker());
    }
}
