package signet.policy;

import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/** The engine's side of documents: each is parsed once for a kind, and found again by what became of it. */
final class Compiled {
    private final Map<PolicyKind, IdentityHashMap<Doc, SourcedPolicy>> parsed = new EnumMap<>(PolicyKind.class);
    private final IdentityHashMap<Policy, Doc> sources = new IdentityHashMap<>();

    SourcedPolicy policy(PolicyKind kind, Doc doc) {
        return parsed.computeIfAbsent(kind, same -> new IdentityHashMap<>()).computeIfAbsent(doc, unparsed -> {
            SourcedPolicy policy = parse(kind, doc);
            sources.put(policy.policy(), doc);
            return policy;
        });
    }

    Doc source(SourcedPolicy policy) {
        Doc doc = sources.get(policy.policy());
        if (doc == null) {
            throw new AssertionError("a policy out of nowhere: " + policy);
        }
        return doc;
    }

    static SourcedPolicy parse(PolicyKind kind, Doc doc) {
        String json = doc.json(kind != PolicyKind.TRUST);
        // A managed policy serves as boundary or session policy too.
        boolean managed = (kind == PolicyKind.BOUNDARY || kind == PolicyKind.SESSION)
                && doc.currentVersion()
                && doc.lines().size() % 2 == 0;
        try {
            return new SourcedPolicy("p", !managed, Policy.parse(managed ? PolicyKind.IDENTITY : kind, json));
        } catch (MalformedPolicyException e) {
            throw new AssertionError(kind + " " + json, e);
        }
    }

    PolicySet set(ReferenceEvaluator.World world) {
        PolicySet.Builder set = PolicySet.builder();
        if (world.identity() != null) {
            set.identity(policies(PolicyKind.IDENTITY, world.identity()));
        }
        if (world.boundary() != null) {
            set.boundary(policy(PolicyKind.BOUNDARY, world.boundary()));
        }
        if (world.session() != null) {
            set.session(policies(PolicyKind.SESSION, world.session()));
        }
        if (world.resource() != null) {
            set.resource(policy(world.resourceKind(), world.resource()));
        }
        if (world.serviceControl() != null) {
            set.serviceControl(levels(PolicyKind.SERVICE_CONTROL, world.serviceControl()));
        }
        if (world.resourceControl() != null) {
            set.resourceControl(levels(PolicyKind.RESOURCE_CONTROL, world.resourceControl()));
        }
        if (world.endpoint() != null) {
            set.endpoint(policy(PolicyKind.ENDPOINT, world.endpoint()));
        }
        return set.build();
    }

    private List<List<SourcedPolicy>> levels(PolicyKind kind, List<List<Doc>> levels) {
        return levels.stream().map(level -> policies(kind, level)).toList();
    }

    private List<SourcedPolicy> policies(PolicyKind kind, List<Doc> docs) {
        return docs.stream().map(doc -> policy(kind, doc)).toList();
    }
}
