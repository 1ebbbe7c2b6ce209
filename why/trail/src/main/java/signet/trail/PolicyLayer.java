package signet.trail;

import java.util.List;
import signet.policy.PolicyKind;

/**
 * Policies of which one had to allow: those of a kind, or of one level of an organization. A kind that has no layer did not
 * apply; an empty layer applied and granted nothing.
 *
 * @param kind the part that they played
 */
public record PolicyLayer(PolicyKind kind, List<PolicyReference> policies) {
    public PolicyLayer {
        policies = List.copyOf(policies);
    }
}
