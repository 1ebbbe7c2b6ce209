package signet.trail;

import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads what {@link DecisionCodec} and {@link PolicyShelf} wrote. */
final class DecisionReader {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private DecisionReader() {}

    /**
     * The decisions of an event.
     *
     * @param layers the layers of a set, by its number
     * @throws TrailUnavailableException if the text is damaged
     */
    static List<DecisionRecord> decisions(String text, LongFunction<List<PolicyLayer>> layers) {
        try {
            List<DecisionRecord> decisions = new ArrayList<>();
            for (JsonNode node : JSON.readTree(text)) {
                decisions.add(
                        decision(node, layers.apply(node.required("policies").longValue())));
            }
            return decisions;
        } catch (JacksonException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw damaged(e);
        }
    }

    /**
     * The layers of a set.
     *
     * @throws TrailUnavailableException if the text is damaged
     */
    static List<PolicyLayer> layers(String text) {
        try {
            List<PolicyLayer> layers = new ArrayList<>();
            for (JsonNode layer : JSON.readTree(text)) {
                List<PolicyReference> policies = new ArrayList<>();
                for (JsonNode policy : layer.required("policies")) {
                    policies.add(new PolicyReference(
                            policy.required("source").stringValue(),
                            policy.required("inline").booleanValue(),
                            PolicyKind.valueOf(policy.required("parsedAs").stringValue()),
                            policy.required("sha256").stringValue()));
                }
                layers.add(new PolicyLayer(
                        PolicyKind.valueOf(layer.required("kind").stringValue()), policies));
            }
            return layers;
        } catch (JacksonException | IllegalArgumentException e) {
            throw damaged(e);
        }
    }

    private static TrailUnavailableException damaged(RuntimeException e) {
        return new TrailUnavailableException("an event of the log is damaged", e);
    }

    private static DecisionRecord decision(JsonNode node, List<PolicyLayer> layers) {
        return new DecisionRecord(
                node.required("action").stringValue(),
                node.required("resource").stringValue(),
                node.required("resourceAccount").stringValue(),
                principal(node.required("principal")),
                context(node),
                node.required("required").booleanValue(),
                layers,
                outcome(node.required("outcome"), layers));
    }

    private static Principal principal(JsonNode node) {
        List<String> parts = texts(node);
        return switch (parts.getFirst()) {
            case "Root" -> new Principal.Root(parts.get(1));
            case "User" -> new Principal.User(parts.get(1), parts.get(2), parts.get(3));
            case "RoleSession" -> role(parts, false);
            case "ServiceLinkedRoleSession" -> role(parts, true);
            case "FederatedUser" -> new Principal.FederatedUser(parts.get(1), parts.get(2), parts.get(3), parts.get(4));
            case "Federated" -> new Principal.Federated(parts.get(1));
            case "Service" -> new Principal.Service(parts.get(1));
            case "Anonymous" -> new Principal.Anonymous();
            default -> throw new IllegalArgumentException("not a kind of principal: " + parts.getFirst());
        };
    }

    private static Principal role(List<String> parts, boolean serviceLinked) {
        return new Principal.RoleSession(parts.get(1), parts.get(2), parts.get(3), parts.get(4), serviceLinked);
    }

    private static Context context(JsonNode node) {
        Context.Builder context = Context.builder();
        node.required("context").properties().forEach(entry -> {
            if (entry.getValue().isArray()) {
                context.put(entry.getKey(), texts(entry.getValue()));
            } else {
                context.put(entry.getKey(), entry.getValue().stringValue());
            }
        });
        return context.canonicalUser(node.path("canonicalUser").asString("")).build();
    }

    private static DecisionRecord.Outcome outcome(JsonNode node, List<PolicyLayer> layers) {
        JsonNode kind = node.path("kind");
        return new DecisionRecord.Outcome(
                node.required("decision").stringValue(),
                kind.isMissingNode() ? null : PolicyKind.valueOf(kind.stringValue()),
                policy(node.path("policy"), layers),
                node.path("statement").asInt(-1),
                node.has("sid") ? node.required("sid").stringValue() : null,
                node.required("because").stringValue());
    }

    private static @Nullable PolicyReference policy(JsonNode place, List<PolicyLayer> layers) {
        return place.isMissingNode()
                ? null
                : layers.get(place.required(0).intValue())
                        .policies()
                        .get(place.required(1).intValue());
    }

    private static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(node -> texts.add(node.stringValue()));
        return texts;
    }
}
