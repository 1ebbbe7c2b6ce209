package signet.authz;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.identity.Permissions;
import signet.identity.PolicyHolder;
import signet.policy.PolicySet;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/**
 * Finds the policies that belong to a caller: its own, its boundary's and its session's. They are gathered from the view of
 * each request; only the set that they make is kept, with what it remembers about actions, and it is found again by all
 * that it is made of. So nothing is ever to be forgotten when a policy changes.
 */
public final class CallerPolicies {
    /** Characters of the documents of the sets that are kept, however many callers there are. */
    private static final long LARGEST = 8_000_000;

    private static final int ENTRY = 2_000;

    /** Policies are equal only when they are the same immutable object. */
    private record Parts(
            List<SourcedPolicy> identity,
            @Nullable SourcedPolicy boundary,
            @Nullable List<SourcedPolicy> session) {
        PolicySet set() {
            PolicySet.Builder set = PolicySet.builder().identity(identity);
            if (boundary != null) {
                set.boundary(boundary);
            }
            if (session != null) {
                set.session(session);
            }
            return set.build();
        }

        int weight() {
            return ENTRY
                    + weight(identity)
                    + (boundary == null ? 0 : weight(List.of(boundary)))
                    + (session == null ? 0 : weight(session));
        }

        private static int weight(List<SourcedPolicy> policies) {
            return policies.stream()
                    .mapToInt(policy -> policy.policy().document().length())
                    .sum();
        }
    }

    private final Permissions permissions;
    private final Cache<Parts, PolicySet> sets = Caffeine.newBuilder()
            .maximumWeight(LARGEST)
            .weigher((Parts parts, PolicySet set) -> parts.weight())
            .build();

    /** Policies found in the state and among AWS's managed ones. */
    public CallerPolicies(Permissions permissions) {
        this.permissions = permissions;
    }

    /** The caller's side of a decision, without any resource's policy. */
    public PolicySet of(Caller caller, View view) {
        return switch (caller) {
            case Caller.Root root -> PolicySet.EMPTY;
            case Caller.IamUser user -> set(view, user.user(), user.user().boundary(), null);
            case Caller.RoleSession role ->
                set(
                        view,
                        role.role(),
                        role.role().boundary(),
                        role.session().hasSessionPolicies() ? permissions.session(view, role.session()) : null);
            case Caller.FederatedUser federated ->
                set(
                        view,
                        federated.user(),
                        federated.user().boundary(),
                        permissions.session(view, federated.session()));
            case Caller.AwsService service -> PolicySet.EMPTY;
            case Caller.Anonymous anonymous -> PolicySet.EMPTY;
        };
    }

    private PolicySet set(
            View view, PolicyHolder holder, @Nullable String boundary, @Nullable List<SourcedPolicy> session) {
        Parts parts = new Parts(
                List.copyOf(permissions.identity(view, holder)),
                boundary == null ? null : permissions.boundary(view, boundary),
                session == null ? null : List.copyOf(session));
        return sets.get(parts, Parts::set);
    }
}
