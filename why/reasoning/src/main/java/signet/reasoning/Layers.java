package signet.reasoning;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.policy.Effect;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.Match;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/**
 * The policies of a decision part by part, so that one can be exchanged for another. A kind without a layer does not apply; an
 * empty layer applies and grants nothing.
 *
 * @param caller all but the resource's; those of an organization are one layer a level, from the root to the account
 * @param resource the resource's own policy, parsed as RESOURCE or TRUST; null when it has none
 */
public record Layers(List<Layer> caller, @Nullable SourcedPolicy resource) {
    /**
     * The policies of a kind, or of one level of an organization, of which one must allow.
     *
     * @param kind the part that they play, which is not always what they were parsed as
     */
    public record Layer(PolicyKind kind, List<SourcedPolicy> policies) {
        /** Copies the list. */
        public Layer {
            policies = List.copyOf(policies);
        }
    }

    /** Copies the list. */
    public Layers {
        caller = List.copyOf(caller);
    }

    /**
     * The policies that took part in a decision, in the parts that they played.
     *
     * @param explanation of the decision
     * @param control the levels of the organizations' policies of a kind, from the root to the account; empty where none limit
     */
    static Layers of(Explanation explanation, Levels control) {
        List<Layer> layers = new ArrayList<>();
        for (PolicyKind kind :
                List.of(PolicyKind.IDENTITY, PolicyKind.BOUNDARY, PolicyKind.SESSION, PolicyKind.ENDPOINT)) {
            List<SourcedPolicy> policies = of(explanation, kind);
            if (!policies.isEmpty()) {
                layers.add(new Layer(kind, policies));
            }
        }
        for (PolicyKind kind : List.of(PolicyKind.SERVICE_CONTROL, PolicyKind.RESOURCE_CONTROL)) {
            control.of(kind).forEach(level -> layers.add(new Layer(kind, level)));
        }
        Optional<SourcedPolicy> resource = Stream.of(PolicyKind.RESOURCE, PolicyKind.TRUST)
                .flatMap(kind -> of(explanation, kind).stream())
                .findFirst();
        return new Layers(layers, resource.orElse(null));
    }

    private static List<SourcedPolicy> of(Explanation explanation, PolicyKind kind) {
        return explanation.policies().stream()
                .filter(report -> report.kind() == kind)
                .map(Explanation.PolicyReport::policy)
                .toList();
    }

    /** The levels of organizations' policies. */
    interface Levels {
        /** Those of a kind; none where the kind does not apply. */
        List<List<SourcedPolicy>> of(PolicyKind kind);
    }

    /** The set by which the engine decides. */
    public PolicySet set() {
        PolicySet.Builder set = PolicySet.builder();
        List<List<SourcedPolicy>> serviceControl = new ArrayList<>();
        List<List<SourcedPolicy>> resourceControl = new ArrayList<>();
        for (Layer layer : caller) {
            switch (layer.kind()) {
                case IDENTITY -> set.identity(layer.policies());
                case BOUNDARY -> set.boundary(layer.policies());
                case SESSION -> set.session(layer.policies());
                case ENDPOINT -> set.endpoint(layer.policies());
                case SERVICE_CONTROL -> serviceControl.add(layer.policies());
                case RESOURCE_CONTROL -> resourceControl.add(layer.policies());
                case RESOURCE, TRUST -> throw new IllegalArgumentException("a resource's policy is no caller's");
            }
        }
        if (!serviceControl.isEmpty()) {
            set.serviceControl(serviceControl);
        }
        if (!resourceControl.isEmpty()) {
            set.resourceControl(resourceControl);
        }
        return resource == null ? set.build() : set.resource(resource).build();
    }

    /** The same about another resource, whose own policy is not known. */
    Layers elsewhere() {
        return new Layers(caller, null);
    }

    /** The same with this as the resource's policy. */
    Layers guardedBy(@Nullable SourcedPolicy policy) {
        return new Layers(caller, policy);
    }

    /** The place of the first layer of a kind; -1 when there is none. */
    int first(PolicyKind kind) {
        for (int i = 0; i < caller.size(); i++) {
            if (caller.get(i).kind() == kind) {
                return i;
            }
        }
        return -1;
    }

    /** The place of the first layer of a kind that has no statement to allow the request; -1 when all have. */
    int lacking(PolicyKind kind, Request request) {
        for (int i = 0; i < caller.size(); i++) {
            Layer layer = caller.get(i);
            if (layer.kind() == kind && !allows(layer, request)) {
                return i;
            }
        }
        return -1;
    }

    private static boolean allows(Layer layer, Request request) {
        return matches(request, new Layers(List.of(layer), null)).stream()
                .anyMatch(match ->
                        match.kind() == layer.kind() && match.statement().effect() == Effect.ALLOW);
    }

    /** Every statement that applies to a request. */
    static List<Match> matches(Request request, Layers layers) {
        return Evaluator.matches(request, layers.set());
    }

    /** The same with one more policy in a layer, or in a new layer of the kind if the place is -1. */
    Layers adding(PolicyKind kind, int place, SourcedPolicy policy) {
        List<Layer> layers = new ArrayList<>(caller);
        if (place < 0) {
            layers.add(new Layer(kind, List.of(policy)));
        } else {
            List<SourcedPolicy> more = new ArrayList<>(layers.get(place).policies());
            more.add(policy);
            layers.set(place, new Layer(kind, more));
        }
        return new Layers(layers, resource);
    }

    /**
     * The same with a policy exchanged wherever it stands, for a policy is one document however often it is attached; with null,
     * without it.
     *
     * @param kind the part to exchange it in, if it is embedded in its owner and so stands nowhere else
     */
    Layers replacing(PolicyKind kind, SourcedPolicy policy, @Nullable SourcedPolicy by) {
        if (kind == PolicyKind.RESOURCE || kind == PolicyKind.TRUST) {
            return new Layers(caller, by);
        }
        List<Layer> layers = new ArrayList<>();
        for (Layer layer : caller) {
            boolean here = layer.kind() == kind || (!policy.inline() && by != null);
            layers.add(here ? new Layer(layer.kind(), exchanged(layer.policies(), policy, by)) : layer);
        }
        return new Layers(layers, resource);
    }

    private static List<SourcedPolicy> exchanged(
            List<SourcedPolicy> policies, SourcedPolicy policy, @Nullable SourcedPolicy by) {
        return policies.stream()
                .flatMap(each -> each.equals(policy) ? Stream.ofNullable(by) : Stream.of(each))
                .toList();
    }
}
