package signet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.SourcedPolicy;

/** Compiles the policies of cases; those used last are kept, so that a text that comes again isn't compiled again. */
final class CasePolicies {
    private record Text(PolicyKind kind, String document) {}

    /** In the order of use, the one unused for longest first. */
    private final LinkedHashMap<Text, Policy> kept = new LinkedHashMap<>(16, 0.75f, true);

    private final int limit;
    private int characters;

    /**
     * Keeps none at first.
     *
     * @param limit the most characters of documents to keep
     */
    CasePolicies(int limit) {
        this.limit = limit;
    }

    /**
     * The policies, each named by its place.
     *
     * @param trust whether the resource's policy is the trust policy of a role
     * @throws CaseFault with place, fault, line and column of the first document that can't be read
     */
    PolicySet compile(Map<String, List<List<String>>> documents, boolean trust) throws CaseFault {
        PolicySet.Builder set = PolicySet.builder();
        List<SourcedPolicy> identity = list(documents, "identity", PolicyKind.IDENTITY);
        if (identity != null) {
            set.identity(identity);
        }
        List<SourcedPolicy> boundary = list(documents, "boundary", PolicyKind.BOUNDARY);
        if (boundary != null) {
            set.boundary(boundary);
        }
        List<SourcedPolicy> session = list(documents, "session", PolicyKind.SESSION);
        if (session != null) {
            set.session(session);
        }
        List<SourcedPolicy> endpoint = list(documents, "endpoint", PolicyKind.ENDPOINT);
        if (endpoint != null) {
            set.endpoint(endpoint);
        }
        List<List<String>> resource = documents.get("resource");
        if (resource != null) {
            PolicyKind kind = trust ? PolicyKind.TRUST : PolicyKind.RESOURCE;
            set.resource(policy(kind, "resource", resource.getFirst().getFirst()));
        }
        List<List<SourcedPolicy>> scp = levels(documents, "scp", PolicyKind.SERVICE_CONTROL);
        if (scp != null) {
            set.serviceControl(scp);
        }
        List<List<SourcedPolicy>> rcp = levels(documents, "rcp", PolicyKind.RESOURCE_CONTROL);
        if (rcp != null) {
            set.resourceControl(rcp);
        }
        return set.build();
    }

    private @Nullable List<SourcedPolicy> list(Map<String, List<List<String>>> documents, String name, PolicyKind kind)
            throws CaseFault {
        List<List<String>> texts = documents.get(name);
        return texts == null ? null : list(name, kind, texts.getFirst());
    }

    private List<SourcedPolicy> list(String place, PolicyKind kind, List<String> texts) throws CaseFault {
        List<SourcedPolicy> policies = new ArrayList<>(texts.size());
        for (String text : texts) {
            policies.add(policy(kind, place + "[" + policies.size() + "]", text));
        }
        return policies;
    }

    private @Nullable List<List<SourcedPolicy>> levels(
            Map<String, List<List<String>>> documents, String name, PolicyKind kind) throws CaseFault {
        List<List<String>> texts = documents.get(name);
        if (texts == null) {
            return null;
        }
        List<List<SourcedPolicy>> levels = new ArrayList<>(texts.size());
        for (List<String> level : texts) {
            levels.add(list(name + "[" + levels.size() + "]", kind, level));
        }
        return levels;
    }

    private SourcedPolicy policy(PolicyKind kind, String place, String document) throws CaseFault {
        Text text = new Text(kind, document);
        Policy policy = kept.get(text);
        if (policy == null) {
            try {
                policy = Policy.read(kind, document);
            } catch (MalformedPolicyException e) {
                throw new CaseFault(
                        place + ": " + e.getMessage() + " (line " + e.line() + ", column " + e.column() + ")", e);
            }
            keep(text, policy);
        }
        return new SourcedPolicy(place, true, policy);
    }

    private void keep(Text text, Policy policy) {
        kept.put(text, policy);
        characters += text.document().length();
        while (characters > limit) {
            characters -= kept.pollFirstEntry().getKey().document().length();
        }
    }

    int keptCharacters() {
        return characters;
    }
}
