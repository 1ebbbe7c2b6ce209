package signet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
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
        list(documents, PolicyKind.IDENTITY, set::identity);
        list(documents, PolicyKind.BOUNDARY, set::boundary);
        list(documents, PolicyKind.SESSION, set::session);
        list(documents, PolicyKind.ENDPOINT, set::endpoint);
        List<List<String>> resource = documents.get("resource");
        if (resource != null) {
            PolicyKind kind = trust ? PolicyKind.TRUST : PolicyKind.RESOURCE;
            set.resource(policy(kind, "resource", resource.getFirst().getFirst()));
        }
        levels(documents, PolicyKind.SERVICE_CONTROL, set::serviceControl);
        levels(documents, PolicyKind.RESOURCE_CONTROL, set::resourceControl);
        return set.build();
    }

    private void list(Map<String, List<List<String>>> documents, PolicyKind kind, Consumer<List<SourcedPolicy>> into)
            throws CaseFault {
        List<List<String>> texts = documents.get(kind.key());
        if (texts != null) {
            into.accept(list(kind.key(), kind, texts.getFirst()));
        }
    }

    private List<SourcedPolicy> list(String place, PolicyKind kind, List<String> texts) throws CaseFault {
        List<SourcedPolicy> policies = new ArrayList<>(texts.size());
        for (String text : texts) {
            policies.add(policy(kind, place + "[" + policies.size() + "]", text));
        }
        return policies;
    }

    private void levels(
            Map<String, List<List<String>>> documents, PolicyKind kind, Consumer<List<List<SourcedPolicy>>> into)
            throws CaseFault {
        List<List<String>> texts = documents.get(kind.key());
        if (texts != null) {
            List<List<SourcedPolicy>> levels = new ArrayList<>(texts.size());
            for (List<String> level : texts) {
                levels.add(list(kind.key() + "[" + levels.size() + "]", kind, level));
            }
            into.accept(levels);
        }
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
