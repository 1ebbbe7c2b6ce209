package signet.iam;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.actions.Action;
import signet.actions.ActionCatalogue;
import signet.actions.ResourceType;
import signet.model.iam.EvaluationResult;
import signet.model.iam.OrganizationsDecisionDetail;
import signet.model.iam.PermissionsBoundaryDecisionDetail;
import signet.model.iam.ResourceSpecificResult;
import signet.model.iam.SimulatePolicyResponse;
import signet.model.iam.Statement;

/**
 * Runs a scenario over actions and resources. As on AWS since 2026 each action has one result, which is the strictest over
 * all resources, with a result for each resource inside (IAM API reference, "EvaluationResult").
 */
record Simulator(Scenario scenario, List<String> resources) {
    private static final String EVERYTHING = "*";

    private record Numbered(int number, String action) {
        String key() {
            return String.format("%08d", number);
        }
    }

    SimulatePolicyResponse run(List<String> actions, @Nullable String marker, @Nullable Integer maxItems) {
        List<Numbered> numbered = new ArrayList<>();
        actions.forEach(action -> numbered.add(new Numbered(numbered.size(), action)));
        Page<Numbered> page = Page.of(numbered, Numbered::key, marker, maxItems);
        return new SimulatePolicyResponse(
                page.items().stream().map(item -> evaluate(item.action())).toList(), page.truncated(), page.marker());
    }

    private EvaluationResult evaluate(String action) {
        List<Scenario.Outcome> outcomes = resources.stream()
                .map(resource -> scenario.evaluate(action, resource))
                .toList();
        Scenario.Word word =
                outcomes.stream().map(Scenario.Outcome::word).reduce(Scenario.Word.ALLOWED, Scenario.Word::or);
        boolean byOrganization = outcomes.stream().allMatch(Scenario.Outcome::byOrganization);
        return EvaluationResult.builder()
                .evalActionName(action)
                .evalResourceName(template(action))
                .evalDecision(word.text())
                .matchedStatements(matched(outcomes, word))
                .missingContextValues(scenario.missing())
                .organizationsDecisionDetail(
                        scenario.organization() == null ? null : new OrganizationsDecisionDetail(byOrganization))
                .permissionsBoundaryDecisionDetail(boundary(outcomes))
                .evalDecisionDetails(byOrganization && !isEverything() ? details(outcomes) : null)
                .resourceSpecificResults(
                        isEverything()
                                ? List.of()
                                : outcomes.stream().map(this::specific).toList())
                .build();
    }

    private boolean isEverything() {
        return resources.equals(List.of(EVERYTHING));
    }

    /** The form of the ARNs that are simulated; {@code *} where the action has none for them. */
    private String template(String action) {
        String first = resources.getFirst();
        return first.equals(EVERYTHING)
                ? EVERYTHING
                : ActionCatalogue.aws().action(action).map(Action::targets).orElse(List.of()).stream()
                        .map(Action.Target::type)
                        .filter(type -> type.fits(first))
                        .map(ResourceType::arn)
                        .findFirst()
                        .orElse(EVERYTHING);
    }

    private static List<Statement> matched(List<Scenario.Outcome> outcomes, Scenario.Word word) {
        Set<Statement> union = new LinkedHashSet<>();
        outcomes.stream().filter(outcome -> outcome.word() == word).forEach(outcome -> union.addAll(outcome.matched()));
        return List.copyOf(union);
    }

    private static @Nullable PermissionsBoundaryDecisionDetail boundary(List<Scenario.Outcome> outcomes) {
        return outcomes.getFirst().byBoundary() == null
                ? null
                : new PermissionsBoundaryDecisionDetail(
                        outcomes.stream().allMatch(outcome -> outcome.byBoundary() == Scenario.Word.ALLOWED));
    }

    /** The strictest word of each kind of policy; nothing within one account. */
    private static Map<String, String> details(List<Scenario.Outcome> outcomes) {
        Map<String, Scenario.Word> strictest = new TreeMap<>();
        outcomes.forEach(
                outcome -> outcome.parts().forEach((kind, word) -> strictest.merge(kind, word, Scenario.Word::or)));
        return texts(strictest);
    }

    private static Map<String, String> texts(Map<String, Scenario.Word> words) {
        Map<String, String> texts = new TreeMap<>();
        words.forEach((kind, word) -> texts.put(kind, word.text()));
        return texts;
    }

    private ResourceSpecificResult specific(Scenario.Outcome outcome) {
        return ResourceSpecificResult.builder()
                .evalResourceName(outcome.resource())
                .evalResourceDecision(outcome.word().text())
                .matchedStatements(outcome.matched())
                .missingContextValues(scenario.missing())
                .evalDecisionDetails(
                        outcome.byOrganization() && !outcome.parts().isEmpty() ? texts(outcome.parts()) : null)
                .permissionsBoundaryDecisionDetail(boundary(List.of(outcome)))
                .build();
    }
}
