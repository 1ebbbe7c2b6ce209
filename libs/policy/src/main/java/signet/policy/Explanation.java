package signet.policy;

import java.util.List;

/**
 * A decision with a report on every statement of every policy that took part.
 *
 * @param sentence the decision in one sentence of English
 */
public record Explanation(Decision decision, List<PolicyReport> policies, String sentence) {
    /** Copies the list. */
    public Explanation {
        policies = List.copyOf(policies);
    }

    /** One policy in the part it played. */
    public record PolicyReport(PolicyKind kind, SourcedPolicy policy, List<StatementReport> statements) {
        /** Copies the list. */
        public PolicyReport {
            statements = List.copyOf(statements);
        }
    }

    /** One statement: it matched, or these things kept it from matching. */
    public record StatementReport(Statement statement, List<Obstacle> obstacles) {
        /** Copies the list. */
        public StatementReport {
            obstacles = List.copyOf(obstacles);
        }

        /** Whether the statement applied to the request. */
        public boolean matched() {
            return obstacles.isEmpty();
        }
    }

    /** A part of a statement that does not fit the request. */
    public sealed interface Obstacle {}

    /** Principal or NotPrincipal does not cover the caller. */
    public record PrincipalObstacle() implements Obstacle {}

    /** Action or NotAction does not cover the action. */
    public record ActionObstacle(String action, List<String> patterns) implements Obstacle {
        /** Copies the list. */
        public ActionObstacle {
            patterns = List.copyOf(patterns);
        }
    }

    /** Resource or NotResource does not cover the resource. */
    public record ResourceObstacle(String resource, List<String> patterns) implements Obstacle {
        /** Copies the list. */
        public ResourceObstacle {
            patterns = List.copyOf(patterns);
        }
    }

    /** A condition does not hold; {@code requestValues} is empty when the key is absent. */
    public record ConditionObstacle(String operator, String key, List<String> policyValues, List<String> requestValues)
            implements Obstacle {
        /** Copies the lists. */
        public ConditionObstacle {
            policyValues = List.copyOf(policyValues);
            requestValues = List.copyOf(requestValues);
        }
    }
}
