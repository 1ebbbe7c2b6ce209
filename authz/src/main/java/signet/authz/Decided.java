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
 */
public record Decided(Access access, Request request, PolicySet policies, Decision decision) {
    /** The condition keys, as seen. */
    public Context context() {
        return request.context();
    }
}
