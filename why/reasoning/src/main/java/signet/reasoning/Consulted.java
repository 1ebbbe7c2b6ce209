package signet.reasoning;

import java.util.List;
import java.util.Optional;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.identity.OrganizationPolicy;
import signet.identity.Permissions;
import signet.policy.Evaluator;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/** Takes apart what a decision rested on, over the view in which it was made. */
public record Consulted(Permissions permissions, View view) {
    /** The policies of a decision, in the parts that they played. */
    public Layers of(Caller caller, Decided decided) {
        return Layers.of(
                Evaluator.explain(decided.request(), decided.policies()),
                kind -> levels(kind, caller.account(), decided.request().resourceAccount()));
    }

    private List<List<SourcedPolicy>> levels(PolicyKind kind, String caller, String owner) {
        Optional<List<List<SourcedPolicy>>> levels = kind == PolicyKind.SERVICE_CONTROL
                ? permissions.control(view.effective(), caller, OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)
                : permissions.control(view.effective(), owner, OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY);
        return levels.orElse(List.of());
    }
}
