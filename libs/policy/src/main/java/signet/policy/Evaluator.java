package signet.policy;

import java.lang.System.Logger;
import java.util.ArrayList;
import java.util.List;

/**
 * Decides requests by the rules of AWS's policy evaluation logic (IAM User Guide, "Policy evaluation logic"). Stateless
 * and thread-safe. A fault inside the engine is logged and denies.
 */
public final class Evaluator {
    private static final Logger LOG = System.getLogger(Evaluator.class.getName());

    private Evaluator() {}

    /** The decision, without the cost of explaining it. */
    public static Decision decide(Request request, PolicySet policies) {
        try {
            return Evaluation.decide(request.query(policies.hasBoundary()), policies);
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "a policy decision failed and was denied", e);
            return new Decision.ImplicitlyDenied(PolicyKind.IDENTITY);
        }
    }

    /** The same decision with a report on every statement. */
    public static Explanation explain(Request request, PolicySet policies) {
        return Explainer.explain(request, policies, decide(request, policies));
    }

    /**
     * Every statement that applies to the request, in the order in which AWS names a denial: those of service control
     * policies first, then of the resource, the identity, the boundary, the session and the endpoint. Policies that have no
     * say about this caller are left out, as they are from the decision.
     */
    public static List<Match> matches(Request request, PolicySet policies) {
        Query query = request.query(policies.hasBoundary());
        List<Match> matches = new ArrayList<>();
        for (PolicyGroup group : policies.participants(query).all(policies.resource())) {
            for (SourcedPolicy policy : group.policies()) {
                for (Statement statement : policy.policy().statements()) {
                    if (statement.levels(query) != 0) {
                        matches.add(new Match(group.kind(), policy, statement));
                    }
                }
            }
        }
        return List.copyOf(matches);
    }
}
