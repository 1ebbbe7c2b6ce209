package signet.iam;

import java.util.List;
import signet.authz.Operation;

/** The operations on managed policies. */
final class PolicyOperations {
    private PolicyOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return List.of(
                new CreatePolicy(parts),
                new GetPolicy(parts),
                new ListPolicies(parts),
                new DeletePolicy(parts),
                new CreatePolicyVersion(parts),
                new GetPolicyVersion(parts),
                new ListPolicyVersions(parts),
                new SetDefaultPolicyVersion(parts),
                new DeletePolicyVersion(parts),
                new ListEntitiesForPolicy(parts));
    }
}
