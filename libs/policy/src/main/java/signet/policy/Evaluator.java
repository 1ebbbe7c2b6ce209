package signet.policy;

import java.lang.System.Logger;
import java.util.function.Supplier;

/**
 * Decides requests by the rules of AWS's policy evaluation logic (IAM User Guide, "Policy evaluation logic"). Stateless
 * and thread-safe. A fault inside the engine is logged and denies.
 */
public final class Evaluator {
    private static final Logger LOG = System.getLogger(Evaluator.class.getName());

    private Evaluator() {}

    /** The decision, without the cost of explaining it. */
    public static Decision decide(Request request, PolicySet policies) {
        return failClosed(() -> new Evaluation(request, policies).decide());
    }

    /** The same decision with a report on every statement. */
    public static Explanation explain(Request request, PolicySet policies) {
        return Explainer.explain(request, policies, decide(request, policies));
    }

    static Decision failClosed(Supplier<Decision> decision) {
        try {
            return decision.get();
        } catch (RuntimeException e) {
            LOG.log(Logger.Level.ERROR, "a policy decision failed and was denied", e);
            return new Decision.ImplicitlyDenied(PolicyKind.IDENTITY);
        }
    }
}
