package signet.policy;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reports on the same compiled statements that decided. */
final class Explainer {
    private final Request request;
    private final Query query;

    private Explainer(Request request, Query query) {
        this.request = request;
        this.query = query;
    }

    static Explanation explain(Request request, PolicySet policies, Decision decision) {
        Explainer explainer = new Explainer(request, request.query(policies.hasBoundary()));
        List<Explanation.PolicyReport> reports = new ArrayList<>();
        List<Explanation.NearMiss> misses = new ArrayList<>();
        boolean found = false;
        for (PolicyGroup group : policies.participants(explainer.query).all(policies.resource())) {
            List<Explanation.PolicyReport> ofGroup = group.policies().stream()
                    .map(policy -> explainer.report(group.kind(), policy))
                    .toList();
            reports.addAll(ofGroup);
            // Of an organization's levels it is the first without a grant that denied.
            if (!found && decision instanceof Decision.ImplicitlyDenied(PolicyKind kind) && kind == group.kind()) {
                List<Explanation.StatementReport> allows = statements(ofGroup, Effect.ALLOW);
                found = allows.stream().noneMatch(Explanation.StatementReport::matched);
                if (found) {
                    ofGroup.forEach(report -> addMisses(report, misses));
                }
            }
        }
        return new Explanation(
                request,
                decision,
                reports,
                misses.stream().min(Explanation.NearMiss.ORDER).orElse(null));
    }

    private static List<Explanation.StatementReport> statements(List<Explanation.PolicyReport> reports, Effect effect) {
        return reports.stream()
                .flatMap(report -> report.statements().stream())
                .filter(report -> report.statement().effect() == effect)
                .toList();
    }

    private static void addMisses(Explanation.PolicyReport report, List<Explanation.NearMiss> misses) {
        for (Explanation.StatementReport allow : statements(List.of(report), Effect.ALLOW)) {
            if (allow.related()) {
                misses.add(new Explanation.NearMiss(report.kind(), report.policy(), allow));
            }
        }
    }

    private Explanation.PolicyReport report(PolicyKind kind, SourcedPolicy policy) {
        List<Explanation.StatementReport> statements = new ArrayList<>();
        for (Statement statement : policy.policy().statements()) {
            statements.add(new Explanation.StatementReport(
                    statement,
                    statement.levels(query) == Principals.ACCOUNT,
                    isRelated(statement),
                    obstacles(statement)));
        }
        return new Explanation.PolicyReport(kind, policy, statements);
    }

    private boolean isRelated(Statement statement) {
        return statement.isNotAction()
                || statement.actionPatterns().stream()
                        .anyMatch(pattern ->
                                pattern.isEverything() || pattern.prefix().equals(query.prefix()));
    }

    private List<Explanation.Obstacle> obstacles(Statement statement) {
        List<Explanation.Obstacle> obstacles = new ArrayList<>();
        if (statement.principalLevels(query) == 0) {
            obstacles.add(new Explanation.PrincipalObstacle(
                    request.principal().name(), statement.principalEntries(), statement.isNotPrincipal()));
        }
        if (!statement.matchesAction(query)) {
            boolean negated = statement.isNotAction();
            List<String> patterns = negated ? statement.notActions() : statement.actions();
            obstacles.add(new Explanation.ActionObstacle(request.action(), patterns, negated));
        }
        if (!statement.matchesResource(query)) {
            boolean negated = statement.resources().isEmpty();
            List<String> patterns = negated ? statement.notResources() : statement.resources();
            obstacles.add(new Explanation.ResourceObstacle(
                    request.resource(), patterns, negated, unresolved(statement, patterns)));
        }
        for (Condition condition : statement.conditions()) {
            if (!condition.holds(request.context())) {
                obstacles.add(obstacle(statement, condition));
            }
        }
        return obstacles;
    }

    private Explanation.ConditionObstacle obstacle(Statement statement, Condition condition) {
        Context context = request.context();
        @Nullable List<String> values = context.get(condition.key()).orElse(null);
        boolean variables = condition.operator().comparison().takesVariables();
        return new Explanation.ConditionObstacle(
                condition.operator().name(),
                condition.key(),
                condition.values(),
                values == null ? List.of() : values,
                context.isMultiValued(condition.key()),
                variables ? unresolved(statement, condition.values()) : List.of());
    }

    private List<String> unresolved(Statement statement, List<String> texts) {
        if (!statement.hasVariables()) {
            return List.of();
        }
        Set<String> keys = new LinkedHashSet<>();
        texts.forEach(text -> Template.parse(text, true, true).addUnresolved(request.context(), keys));
        return List.copyOf(keys);
    }
}
