package signet.authz;

import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.PolicySet;
import signet.policy.Request;

/**
 * One access and what was decided about it, with everything that the decision rests on, so that it can be explained
 * later by the same engine.
 *
 * @param request the question as the engine got it, with all condition keys
 * @param policies the policies that were consulted
 * @param required whether the request depends on it; false for what the operation only wants to know
 */
public record Decided(Access access, Request request, PolicySet policies, Decision decision, boolean required) {
    /** An access on which the request depends. */
    public Decided(Access access, Request request, PolicySet policies, Decision decision) {
        this(access, request, policies, decision, true);
    }

    /** The same, only wanted to be known. */
    Decided advisory() {
        return new Decided(access, request, policies, decision, false);
    }

    /** The condition keys, as seen. */
    public Context context() {
        return request.context();
    }
}
