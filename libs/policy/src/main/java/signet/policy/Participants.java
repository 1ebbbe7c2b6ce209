package signet.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The policies of a set that exist for one kind of caller and action. Those of the organization come before the resource's
 * policy, which is each request's own, and those of the caller after it: the order in which AWS names a denial.
 */
final class Participants {
    private static final int ACCOUNT = 1;
    private static final int ROOT = 2;
    private static final int SERVICE_LINKED = 4;
    private static final int RESOURCE_CONTROLLED = 8;

    /** How many kinds of caller and action there are. */
    static final int CASTS = 16;

    private final PolicyGroup[] organization;
    private final PolicyGroup[] caller;
    private final @Nullable PolicyGroup identity;
    private final @Nullable PolicyGroup boundary;
    private final @Nullable PolicyGroup session;
    private final @Nullable PolicyGroup endpoint;

    private Participants(CallerSide side, int cast) {
        boolean hasAccount = (cast & ACCOUNT) != 0;
        boolean root = (cast & ROOT) != 0;
        List<PolicyGroup> levels = new ArrayList<>();
        if (hasAccount && (cast & SERVICE_LINKED) == 0) {
            levels.addAll(side.serviceControl());
        }
        if ((cast & SERVICE_LINKED) == 0 && (cast & RESOURCE_CONTROLLED) != 0) {
            levels.addAll(side.resourceControl());
        }
        this.organization = levels.toArray(new PolicyGroup[0]);
        this.identity = hasAccount && !root ? side.identity() : null;
        this.boundary = hasAccount && !root ? side.boundary() : null;
        this.session = hasAccount ? side.session() : null;
        this.endpoint = side.endpoint();
        List<PolicyGroup> own = new ArrayList<>();
        add(own, identity);
        add(own, boundary);
        add(own, session);
        add(own, endpoint);
        this.caller = own.toArray(new PolicyGroup[0]);
    }

    private static void add(List<PolicyGroup> groups, @Nullable PolicyGroup group) {
        if (group != null) {
            groups.add(group);
        }
    }

    /** The kind of caller and action of this request. */
    static int cast(Query query) {
        Principal caller = query.principal();
        int account = caller.account().isEmpty() ? 0 : ACCOUNT;
        int root = caller instanceof Principal.Root ? ROOT : 0;
        boolean serviceLinked = caller instanceof Principal.RoleSession session && session.serviceLinked();
        return account
                | root
                | (serviceLinked ? SERVICE_LINKED : 0)
                | (query.action().isResourceControlled() ? RESOURCE_CONTROLLED : 0);
    }

    static Participants of(CallerSide side, int cast) {
        return new Participants(side, cast);
    }

    PolicyGroup[] organization() {
        return organization;
    }

    PolicyGroup[] caller() {
        return caller;
    }

    @Nullable
    PolicyGroup identity() {
        return identity;
    }

    @Nullable
    PolicyGroup boundary() {
        return boundary;
    }

    @Nullable
    PolicyGroup session() {
        return session;
    }

    @Nullable
    PolicyGroup endpoint() {
        return endpoint;
    }

    /** All of them with the resource's, in the order in which AWS names a denial. */
    List<PolicyGroup> all(@Nullable PolicyGroup resource) {
        List<PolicyGroup> all = new ArrayList<>(List.of(organization));
        add(all, resource);
        all.addAll(List.of(caller));
        return all;
    }
}
