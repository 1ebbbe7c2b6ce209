package signet.iamtoolbox;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import signet.model.iamtoolbox.Evaluation;
import signet.model.iamtoolbox.MatchedPolicy;
import signet.model.iamtoolbox.MatchedStatement;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Match;
import signet.policy.Statement;
import signet.trail.DecisionRecord;
import signet.trail.EventHistory;

/** Decisions as the Access Troubleshooter shows them. */
final class Evaluations {
    private final EventHistory history;
    private final Contexts contexts;

    Evaluations(EventHistory history, Contexts contexts) {
        this.history = history;
        this.contexts = contexts;
    }

    Evaluation shown(DecisionRecord decision) {
        return Evaluation.builder()
                .action(decision.action())
                .resource(decision.resource().equals("*") ? "" : decision.resource())
                .context(contexts.own(decision.context()))
                .evaluatedEffect(effect(decision))
                .matchedPolicies(matched(decision))
                .build();
    }

    private static String effect(DecisionRecord decision) {
        if (decision.outcome().allowed()) {
            return "ALLOW";
        }
        return decision.outcome().decision().equals("ExplicitlyDenied") ? "EXPLICIT_DENY" : "IMPLICIT_DENY";
    }

    /** What matched is found by the engine that decided; AWS shows none where nothing allowed. */
    private List<MatchedPolicy> matched(DecisionRecord decision) {
        if (effect(decision).equals("IMPLICIT_DENY")) {
            return List.of();
        }
        Map<String, MatchedPolicy> byUri = new LinkedHashMap<>();
        for (Match match : Evaluator.matches(decision.request(), history.policies(decision))) {
            String uri = PolicyUris.of(match.policy());
            MatchedPolicy one = MatchedPolicy.builder()
                    .uri(uri)
                    .matchedStatements(List.of(statement(match.statement())))
                    .build();
            byUri.merge(uri, one, Evaluations::together);
        }
        return List.copyOf(byUri.values());
    }

    private static MatchedPolicy together(MatchedPolicy before, MatchedPolicy more) {
        List<MatchedStatement> statements =
                new ArrayList<>(Objects.requireNonNullElse(before.matchedStatements(), List.of()));
        statements.addAll(Objects.requireNonNullElse(more.matchedStatements(), List.of()));
        return before.toBuilder()
                .matchedStatements(statements.stream().distinct().toList())
                .build();
    }

    /** A statement without a Sid is named by its place, from 1. */
    private static MatchedStatement statement(Statement statement) {
        return MatchedStatement.builder()
                .sid(statement.sid().orElse("Statement" + (statement.index() + 1)))
                .evaluatedEffect(statement.effect() == Effect.DENY ? "DENY" : "ALLOW")
                .build();
    }
}
