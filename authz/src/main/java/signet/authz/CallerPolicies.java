package signet.authz;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.identity.OrganizationPolicy;
import signet.identity.Permissions;
import signet.identity.PolicyHolder;
import signet.identity.Session;
import signet.policy.PolicySet;
import signet.policy.SourcedPolicy;
import signet.snapshot.View;

/**
 * Finds the policies that have a say about a caller: its own, its boundary's, its session's and the control policies of
 * organizations. They are gathered from the view of each request; only the set that they make is kept, with what it
 * remembers about actions, and it is found again by all that it is made of. So nothing is ever to be forgotten when a policy
 * changes.
 */
public final class CallerPolicies {
    /** Characters of the documents of the sets that are kept, however many callers there are. */
    private static final long LARGEST = 8_000_000;

    private static final int ENTRY = 2_000;

    /**
     * What a set is made of; a kind that is null does not apply. Policies are equal only when they are the same immutable
     * object.
     */
    private record Parts(
            List<SourcedPolicy> identity,
            @Nullable SourcedPolicy boundary,
            @Nullable List<SourcedPolicy> session,
            @Nullable List<List<SourcedPolicy>> serviceControl,
            @Nullable List<List<SourcedPolicy>> resourceControl) {
        static final Parts NONE = new Parts(List.of(), null, null, null, null);

        Parts within(
                @Nullable List<List<SourcedPolicy>> ofTheCaller, @Nullable List<List<SourcedPolicy>> ofTheResource) {
            return ofTheCaller == null && ofTheResource == null
                    ? this
                    : new Parts(identity, boundary, session, ofTheCaller, ofTheResource);
        }

        PolicySet set() {
            PolicySet.Builder set = PolicySet.builder().identity(identity);
            if (boundary != null) {
                set.boundary(boundary);
            }
            if (session != null) {
                set.session(session);
            }
            if (serviceControl != null) {
                set.serviceControl(serviceControl);
            }
            if (resourceControl != null) {
                set.resourceControl(resourceControl);
            }
            return set.build();
        }

        int weight() {
            return ENTRY
                    + weight(identity)
                    + (boundary == null ? 0 : weight(List.of(boundary)))
                    + (session == null ? 0 : weight(session))
                    + levels(serviceControl)
                    + levels(resourceControl);
        }

        private static int levels(@Nullable List<List<SourcedPolicy>> levels) {
            return levels == null ? 0 : levels.stream().mapToInt(Parts::weight).sum();
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

    /**
     * Every policy that has a say about a caller and an account's resources, without any resource's own.
     *
     * @param owner the account that owns the resource, empty for none; its organization's resource control policies count
     * @throws IllegalStateException if one is missing or cannot be read: nobody may then take it for none
     */
    public PolicySet of(Caller caller, String owner, View view) {
        Parts parts = own(caller, view)
                .within(
                        permissions
                                .control(view, caller.account(), OrganizationPolicy.Type.SERVICE_CONTROL_POLICY)
                                .orElse(null),
                        permissions
                                .control(view, owner, OrganizationPolicy.Type.RESOURCE_CONTROL_POLICY)
                                .orElse(null));
        return parts.equals(Parts.NONE) ? PolicySet.EMPTY : sets.get(parts, Parts::set);
    }

    private Parts own(Caller caller, View view) {
        return switch (caller) {
            case Caller.Root root -> ofRoot(view, root.session());
            case Caller.IamUser user -> own(view, user.user(), user.user().boundary(), null);
            case Caller.RoleSession role ->
                own(
                        view,
                        role.role(),
                        role.role().boundary(),
                        role.session().hasSessionPolicies() ? permissions.session(view, role.session()) : null);
            case Caller.FederatedUser federated ->
                own(
                        view,
                        federated.user(),
                        federated.user().boundary(),
                        permissions.session(view, federated.session()));
            case Caller.AwsService service -> Parts.NONE;
            case Caller.Federated federated -> Parts.NONE;
            case Caller.Anonymous anonymous -> Parts.NONE;
        };
    }

    /** Nothing limits a root user but the task of a session that AssumeRoot gave. */
    private Parts ofRoot(View view, @Nullable Session session) {
        if (session == null || !session.hasSessionPolicies()) {
            return Parts.NONE;
        }
        List<SourcedPolicy> task = new ArrayList<>(permissions.session(view, session));
        task.add(permissions.everything());
        return new Parts(List.of(), null, List.copyOf(task), null, null);
    }

    private Parts own(
            View view, PolicyHolder holder, @Nullable String boundary, @Nullable List<SourcedPolicy> session) {
        return new Parts(
                List.copyOf(permissions.identity(view, holder)),
                boundary == null ? null : permissions.boundary(view, holder.account(), boundary),
                session == null ? null : List.copyOf(session),
                null,
                null);
    }
}
