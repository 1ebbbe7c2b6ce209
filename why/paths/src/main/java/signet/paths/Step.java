package signet.paths;

import java.util.List;
import signet.authz.Decided;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Match;

/** One access that a hop needs, and was allowed; what was decided is kept, so that it can be explained. */
public record Step(Decided decided) {
    /** Who takes the action. */
    public String who() {
        return decided.request().principal().name();
    }

    /** The action, such as {@code iam:PassRole}. */
    public String action() {
        return decided.request().action();
    }

    /** The resource's ARN, or {@code *}. */
    public String resource() {
        return decided.request().resource();
    }

    /** The statements that allow it, of every kind of policy that has a say. */
    public List<Match> statements() {
        return Evaluator.matches(decided.request(), decided.policies()).stream()
                .filter(match -> match.statement().effect() == Effect.ALLOW)
                .toList();
    }
}
