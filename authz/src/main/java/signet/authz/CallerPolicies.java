package signet.authz;

import org.jspecify.annotations.Nullable;
import signet.identity.Permissions;
import signet.identity.PolicyHolder;
import signet.policy.PolicySet;
import signet.snapshot.View;

/** Finds the policies that belong to a caller: its own, its boundary's and its session's. */
public final class CallerPolicies {
    private final Permissions permissions;

    /** Policies found in the state and among AWS's managed ones. */
    public CallerPolicies(Permissions permissions) {
        this.permissions = permissions;
    }

    /** The caller's side of a decision, without any resource's policy. */
    public PolicySet of(Caller caller, View view) {
        return switch (caller) {
            case Caller.Root root -> PolicySet.builder().build();
            case Caller.IamUser user ->
                ofHolder(view, user.user(), user.user().boundary()).build();
            case Caller.RoleSession role -> {
                PolicySet.Builder set = ofHolder(view, role.role(), role.role().boundary());
                if (role.session().hasSessionPolicies()) {
                    set.session(permissions.session(view, role.session()));
                }
                yield set.build();
            }
            case Caller.FederatedUser federated ->
                ofHolder(view, federated.user(), federated.user().boundary())
                        .session(permissions.session(view, federated.session()))
                        .build();
            case Caller.AwsService service -> PolicySet.builder().build();
            case Caller.Anonymous anonymous -> PolicySet.builder().build();
        };
    }

    private PolicySet.Builder ofHolder(View view, PolicyHolder holder, @Nullable String boundary) {
        PolicySet.Builder set = PolicySet.builder().identity(permissions.identity(view, holder));
        if (boundary != null) {
            set.boundary(permissions.boundary(view, boundary));
        }
        return set;
    }
}
