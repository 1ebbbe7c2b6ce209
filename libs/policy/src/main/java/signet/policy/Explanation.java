package signet.policy;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A decision with a report on every statement of every policy that took part: it matched, or these parts of it didn't.
 * Rendered as {@link #sentence}, {@link #tree} and {@link #json}.
 *
 * @param policies in the order in which AWS names a denial
 * @param nearest for an implicit denial, the Allow statement that came closest among those of which one had to match:
 *     fewest obstacles, and at least the service of its actions is right; null when there is none or for another decision
 */
public record Explanation(
        Request request,
        Decision decision,
        List<PolicyReport> policies,
        @Nullable NearMiss nearest) {
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

    /**
     * One statement: it matched, or these things kept it from matching.
     *
     * @param delegates whether it matched only because it names the account of the caller: then it grants nothing alone
     * @param related whether its actions are of the request's service at all, so that not matching is worth a word
     */
    public record StatementReport(Statement statement, boolean delegates, boolean related, List<Obstacle> obstacles) {
        /** Copies the list. */
        public StatementReport {
            obstacles = List.copyOf(obstacles);
        }

        /** Whether the statement applied to the request. */
        public boolean matched() {
            return obstacles.isEmpty();
        }
    }

    /** A statement that did not match, and of which policy it is. */
    public record NearMiss(PolicyKind kind, SourcedPolicy policy, StatementReport report) {
        /** Fewest obstacles first; of as many, a condition is nearer than a resource, and that than an action. */
        static final Comparator<NearMiss> ORDER = Comparator.<NearMiss>comparingInt(
                        miss -> miss.report().obstacles().size())
                .thenComparingInt(miss -> miss.report().obstacles().stream()
                        .mapToInt(NearMiss::distance)
                        .sum());

        private static int distance(Obstacle obstacle) {
            return switch (obstacle) {
                case ConditionObstacle condition -> 0;
                case ResourceObstacle resource -> 1;
                case PrincipalObstacle principal -> 2;
                case ActionObstacle action -> 3;
            };
        }
    }

    /** A part of a statement that does not fit the request. */
    public sealed interface Obstacle {}

    /**
     * Principal does not cover the caller.
     *
     * @param principal the caller as {@link Principal#name}
     * @param entries what the element lists
     * @param negated whether it is NotPrincipal, which spares the caller
     */
    public record PrincipalObstacle(String principal, List<String> entries, boolean negated) implements Obstacle {
        /** Copies the list. */
        public PrincipalObstacle {
            entries = List.copyOf(entries);
        }
    }

    /** Action does not cover the action, or NotAction ({@code negated}) does. */
    public record ActionObstacle(String action, List<String> patterns, boolean negated) implements Obstacle {
        /** Copies the list. */
        public ActionObstacle {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * Resource does not cover the resource, or NotResource ({@code negated}) does.
     *
     * @param unresolved condition keys that stand in it as policy variables and have no value in the request
     */
    public record ResourceObstacle(String resource, List<String> patterns, boolean negated, List<String> unresolved)
            implements Obstacle {
        /** Copies the lists. */
        public ResourceObstacle {
            patterns = List.copyOf(patterns);
            unresolved = List.copyOf(unresolved);
        }
    }

    /**
     * A condition does not hold.
     *
     * @param operator as written, such as {@code ForAnyValue:StringLike}
     * @param requestValues empty when the key is absent
     * @param multiValued whether the request has a list, which an operator without quantifier never matches
     * @param unresolved condition keys that stand in the values as policy variables and have no value in the request
     */
    public record ConditionObstacle(
            String operator,
            String key,
            List<String> policyValues,
            List<String> requestValues,
            boolean multiValued,
            List<String> unresolved)
            implements Obstacle {
        /** Copies the lists. */
        public ConditionObstacle {
            policyValues = List.copyOf(policyValues);
            requestValues = List.copyOf(requestValues);
            unresolved = List.copyOf(unresolved);
        }
    }

    /** The statements that applied to the request. */
    public List<Match> matched() {
        return policies.stream()
                .flatMap(policy -> policy.statements().stream()
                        .filter(StatementReport::matched)
                        .map(report -> new Match(policy.kind(), policy.policy(), report.statement())))
                .toList();
    }

    /** Statements for actions of the service that did not match, the nearest first; Deny statements are among them. */
    public List<NearMiss> nearMisses() {
        return policies.stream()
                .flatMap(policy -> policy.statements().stream()
                        .filter(report -> !report.matched() && report.related())
                        .map(report -> new NearMiss(policy.kind(), policy.policy(), report)))
                .sorted(NearMiss.ORDER)
                .toList();
    }

    /** Whether a policy of this kind took part. */
    boolean has(PolicyKind kind) {
        return policies.stream().anyMatch(policy -> policy.kind() == kind);
    }

    Optional<NearMiss> nearestMiss() {
        return Optional.ofNullable(nearest);
    }

    /** The decision in one sentence of English, which names what decided or, for an implicit denial, came closest. */
    public String sentence() {
        return new Sentence(this).text();
    }

    /** All of it for a person: lines of at most 100 columns, each ended by a line feed. */
    public String tree() {
        return new Tree(this).text();
    }

    /**
     * All of it for a program, in one line:
     *
     * <pre>
     * {"request": {"principal", "action", "resource"},
     *  "decision": name, "kind": key or null, "because": AWS's clause,
     *  "nearest": {"kind", "policy", "statement"} or null,
     *  "policies": [{"kind", "policy", "statements": [
     *     {"statement": index, "sid": text or null, "effect": "Allow" or "Deny", "line", "column",
     *      "matched", "delegates", "obstacles": [
     *        {"part": "principal", "negated", "policy": [entries], "request": caller}
     *        {"part": "action", "negated", "policy": [patterns], "request": action}
     *        {"part": "resource", "negated", "policy": [patterns], "request": resource, "unresolved": [keys]}
     *        {"part": "condition", "operator", "key", "policy": [values], "request": [values],
     *         "multiValued", "unresolved": [keys]}]}]}]}
     * </pre>
     *
     * <p>Members may be added, none is renamed or taken away.
     */
    public String json() {
        return ExplanationJson.of(this);
    }
}
