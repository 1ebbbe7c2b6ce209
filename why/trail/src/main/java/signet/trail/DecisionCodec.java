package signet.trail;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.authz.Decided;
import signet.authz.Denial;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.SourcedPolicy;
import signet.policy.Statement;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes the decisions of an event as JSON: {@code [{action, resource, resourceAccount, principal, context, required,
 * policies, outcome}]}. The policies are the number of a set on the {@link PolicyShelf}. {@link DecisionReader} reads it.
 */
final class DecisionCodec {
    private final JsonFactory json;
    private final PolicyShelf shelf;

    DecisionCodec(JsonFactory json, PolicyShelf shelf) {
        this.json = json;
        this.shelf = shelf;
    }

    String encode(List<Decided> decisions) {
        if (decisions.isEmpty()) {
            return "[]";
        }
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            out.writeStartArray();
            decisions.forEach(decided -> write(out, decided));
            out.writeEndArray();
        }
        return text.toString();
    }

    private void write(JsonGenerator out, Decided decided) {
        out.writeStartObject();
        out.writeStringProperty("action", decided.request().action());
        out.writeStringProperty("resource", decided.request().resource());
        out.writeStringProperty("resourceAccount", decided.request().resourceAccount());
        out.writeName("principal");
        principal(out, decided.request().principal());
        context(out, decided.context());
        out.writeBooleanProperty("required", decided.required());
        out.writeNumberProperty("policies", shelf.number(decided.policies()));
        outcome(out, decided);
        out.writeEndObject();
    }

    private static void principal(JsonGenerator out, Principal principal) {
        out.writeStartArray();
        switch (principal) {
            case Principal.Root root -> fields(out, "Root", root.account());
            case Principal.User user -> fields(out, "User", user.account(), user.arn(), user.id());
            case Principal.RoleSession session ->
                fields(
                        out,
                        session.serviceLinked() ? "ServiceLinkedRoleSession" : "RoleSession",
                        session.account(),
                        session.roleArn(),
                        session.roleId(),
                        session.sessionArn());
            case Principal.FederatedUser user ->
                fields(out, "FederatedUser", user.account(), user.userArn(), user.userId(), user.sessionArn());
            case Principal.Federated holder -> fields(out, "Federated", holder.provider());
            case Principal.Service service -> fields(out, "Service", service.name());
            case Principal.Anonymous nobody -> fields(out, "Anonymous");
        }
        out.writeEndArray();
    }

    private static void fields(JsonGenerator out, String kind, String... fields) {
        out.writeString(kind);
        for (String field : fields) {
            out.writeString(field);
        }
    }

    /** A key that has one value as a text, one that has several as a list: policies tell the two apart. */
    private static void context(JsonGenerator out, Context context) {
        out.writeObjectPropertyStart("context");
        for (String key : context.keys()) {
            out.writeName(key);
            List<String> values = context.get(key).orElse(List.of());
            if (context.isMultiValued(key)) {
                out.writeStartArray();
                values.forEach(out::writeString);
                out.writeEndArray();
            } else {
                out.writeString(values.getFirst());
            }
        }
        out.writeEndObject();
        if (!context.canonicalUser().isEmpty()) {
            out.writeStringProperty("canonicalUser", context.canonicalUser());
        }
    }

    private static void outcome(JsonGenerator out, Decided decided) {
        Decision decision = decided.decision();
        out.writeObjectPropertyStart("outcome");
        out.writeStringProperty("decision", decision.name());
        PolicyKind kind = decision.kind();
        if (kind != null) {
            out.writeStringProperty("kind", kind.name());
        }
        switch (decision) {
            case Decision.Allowed allowed -> {
                if (allowed.grant() instanceof Decision.ByStatement by) {
                    statement(out, decided.policies(), by.kind(), by.policy(), by.statement());
                }
            }
            case Decision.ExplicitlyDenied denied ->
                statement(out, decided.policies(), denied.kind(), denied.policy(), denied.statement());
            case Decision.ImplicitlyDenied denied -> {
                // no statement decided
            }
        }
        out.writeStringProperty("because", because(decided));
        out.writeEndObject();
    }

    private static String because(Decided decided) {
        Decision decision = decided.decision();
        return Denial.because(decision, decided.context(), decided.request().action());
    }

    private static void statement(
            JsonGenerator out, PolicySet policies, PolicyKind kind, SourcedPolicy policy, Statement statement) {
        int[] place = place(policies, kind, policy);
        if (place != null) {
            out.writeName("policy");
            out.writeArray(place, 0, place.length);
        }
        out.writeNumberProperty("statement", statement.index());
        statement.sid().ifPresent(sid -> out.writeStringProperty("sid", sid));
    }

    /** The place of a policy among the layers of its set, and in its layer; null if it is not among them. */
    private static int @Nullable [] place(PolicySet set, PolicyKind kind, SourcedPolicy policy) {
        List<PolicySet.Part> parts = parts(set);
        for (int layer = 0; layer < parts.size(); layer++) {
            List<SourcedPolicy> policies = parts.get(layer).policies();
            for (int place = 0; place < policies.size(); place++) {
                if (parts.get(layer).kind() == kind && policies.get(place).equals(policy)) {
                    return new int[] {layer, place};
                }
            }
        }
        return null;
    }

    /** All layers of a set, the resource's last. */
    static List<PolicySet.Part> parts(PolicySet set) {
        SourcedPolicy resource = set.resourcePolicy().orElse(null);
        if (resource == null) {
            return set.callerParts();
        }
        List<PolicySet.Part> parts = new ArrayList<>(set.callerParts());
        parts.add(new PolicySet.Part(resource.policy().kind(), List.of(resource)));
        return parts;
    }
}
