package signet.policy;

import java.util.ArrayList;
import java.util.List;

/** Reports on the same compiled statements that decided. */
final class Explainer {
    private final Request request;
    private final Query query;

    private Explainer(Request request, Query query) {
        this.request = request;
        this.query = query;
    }

    static Explanation explain(Request request, PolicySet policies, Decision decision) {
        Explainer explainer = new Explainer(request, new Query(request, policies.boundary() != null));
        List<Explanation.PolicyReport> reports = new ArrayList<>();
        for (Participants.Group group :
                Participants.of(explainer.query, policies).groups()) {
            for (SourcedPolicy policy : group.policies()) {
                reports.add(explainer.report(group.kind(), policy));
            }
        }
        return new Explanation(decision, reports, explainer.sentence(decision));
    }

    private Explanation.PolicyReport report(PolicyKind kind, SourcedPolicy policy) {
        List<Explanation.StatementReport> statements = new ArrayList<>();
        for (Statement statement : policy.policy().statements()) {
            statements.add(new Explanation.StatementReport(statement, obstacles(statement)));
        }
        return new Explanation.PolicyReport(kind, policy, statements);
    }

    private List<Explanation.Obstacle> obstacles(Statement statement) {
        List<Explanation.Obstacle> obstacles = new ArrayList<>();
        if (statement.principalLevels(query) == 0) {
            obstacles.add(new Explanation.PrincipalObstacle());
        }
        if (!statement.matchesAction(query)) {
            List<String> patterns = statement.isNotAction() ? statement.notActions() : statement.actions();
            obstacles.add(new Explanation.ActionObstacle(request.action(), patterns));
        }
        if (!statement.matchesResource(query)) {
            List<String> patterns = statement.resources().isEmpty() ? statement.notResources() : statement.resources();
            obstacles.add(new Explanation.ResourceObstacle(request.resource(), patterns));
        }
        for (Condition condition : statement.conditions()) {
            if (!condition.holds(request.context())) {
                obstacles.add(new Explanation.ConditionObstacle(
                        condition.operator().name(),
                        condition.key(),
                        condition.values(),
                        request.context().get(condition.key()).orElse(List.of())));
            }
        }
        return obstacles;
    }

    private String sentence(Decision decision) {
        String verdict = decision.allowed() ? "is allowed" : "is denied";
        String place = switch (decision) {
            case Decision.Allowed allowed -> place(allowed.grant());
            case Decision.ExplicitlyDenied denied -> place(denied.policy(), denied.statement());
            case Decision.ImplicitlyDenied denied -> "";
        };
        return request.action() + " on " + request.resource() + " " + verdict + " " + decision.because(request.action())
                + place + ".";
    }

    private static String place(Decision.Grant grant) {
        return switch (grant) {
            case Decision.ByStatement by -> place(by.policy(), by.statement());
            case Decision.ByRoot by -> "";
            case Decision.ByIdentity by -> "";
        };
    }

    private static String place(SourcedPolicy policy, Statement statement) {
        String name = statement
                .sid()
                .filter(sid -> !sid.isEmpty())
                .map(sid -> " \"" + sid + "\"")
                .orElse("");
        return " (" + policy.source() + ", statement " + (statement.index() + 1) + name + ", line "
                + statement.startLine() + ")";
    }
}
