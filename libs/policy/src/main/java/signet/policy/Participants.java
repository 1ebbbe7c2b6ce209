package signet.policy;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policies of a set that exist for this kind of caller, in the order in which AWS names a denial. */
record Participants(
        List<Group> groups,
        @Nullable Group identity,
        @Nullable Group boundary,
        @Nullable Group session,
        @Nullable Group resource) {

    /** Policies of which one must allow: a kind, or one level of an organization. */
    record Group(PolicyKind kind, List<SourcedPolicy> policies) {}

    static Participants of(Query query, PolicySet set) {
        Principal caller = query.principal();
        boolean root = caller instanceof Principal.Root;
        boolean hasAccount = !caller.account().isEmpty();
        boolean serviceLinked = caller instanceof Principal.RoleSession session && session.serviceLinked();
        List<Group> groups = new ArrayList<>();
        if (hasAccount && !serviceLinked) {
            addLevels(groups, PolicyKind.SERVICE_CONTROL, set.serviceControl());
        }
        if (!serviceLinked && ResourceControlServices.support(query.prefix())) {
            addLevels(groups, PolicyKind.RESOURCE_CONTROL, set.resourceControl());
        }
        SourcedPolicy policy = set.resource();
        Group resource = policy == null ? null : add(groups, policy.policy().kind(), List.of(policy));
        Group identity = hasAccount && !root ? add(groups, PolicyKind.IDENTITY, set.identity()) : null;
        Group boundary = hasAccount && !root ? add(groups, PolicyKind.BOUNDARY, set.boundary()) : null;
        Group session = hasAccount ? add(groups, PolicyKind.SESSION, set.session()) : null;
        add(groups, PolicyKind.ENDPOINT, set.endpoint());
        return new Participants(groups, identity, boundary, session, resource);
    }

    private static void addLevels(List<Group> groups, PolicyKind kind, @Nullable List<List<SourcedPolicy>> levels) {
        if (levels != null) {
            levels.forEach(level -> add(groups, kind, level));
            if (levels.isEmpty()) {
                add(groups, kind, List.of());
            }
        }
    }

    private static @Nullable Group add(List<Group> groups, PolicyKind kind, @Nullable List<SourcedPolicy> policies) {
        if (policies == null) {
            return null;
        }
        Group group = new Group(kind, policies);
        groups.add(group);
        return group;
    }
}
