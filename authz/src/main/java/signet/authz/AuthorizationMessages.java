package signet.authz;

import java.io.StringWriter;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import signet.identity.Seal;
import signet.policy.Decision;
import signet.policy.Statement;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The encoded message that EC2 puts into a denial and {@code sts:DecodeAuthorizationMessage} opens: the decision as
 * JSON, sealed, so that only who may decode it learns what the denial rested on.
 */
public final class AuthorizationMessages {
    private static final String PURPOSE = "authorization-message/";

    private final Seal seal;
    private final JsonFactory json = new JsonFactory();

    /** Messages sealed by the given seal. */
    public AuthorizationMessages(Seal seal) {
        this.seal = seal;
    }

    /** The sealed message about a denial: URL-safe base 64 without padding. */
    public String encode(Denial denial) {
        String sealed = seal.seal(PURPOSE + denial.caller().account(), text(denial));
        return sealed.replace('+', '-').replace('/', '_').replace("=", "");
    }

    /** The message for who asks from the given account; empty if it is none of ours, or another account's. */
    public Optional<String> decode(String encoded, String account) {
        String standard = encoded.replace('-', '+').replace('_', '/');
        String padded = standard + "=".repeat((4 - standard.length() % 4) % 4);
        return account.isEmpty() ? Optional.empty() : seal.open(PURPOSE + account, padded);
    }

    private String text(Denial denial) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = json.createGenerator(ObjectWriteContext.empty(), text)) {
            Optional<Statement> deny = denial.decided().decision() instanceof Decision.ExplicitlyDenied explicit
                    ? Optional.of(explicit.statement())
                    : Optional.empty();
            out.writeStartObject();
            out.writeBooleanProperty("allowed", false);
            out.writeBooleanProperty("explicitDeny", deny.isPresent());
            out.writeObjectPropertyStart("matchedStatements");
            out.writeArrayPropertyStart("items");
            deny.ifPresent(statement -> statement(out, denial, statement));
            out.writeEndArray();
            out.writeEndObject();
            items(out, "failures", List.of());
            context(out, denial);
            out.writeEndObject();
        }
        return text.toString();
    }

    private static void statement(JsonGenerator out, Denial denial, Statement statement) {
        out.writeStartObject();
        out.writeStringProperty("statementId", statement.sid().orElse(""));
        out.writeStringProperty("effect", statement.effect().name().toUpperCase(Locale.ROOT));
        items(out, "principals", List.of(denial.caller().userId().split(":", 2)[0]));
        items(out, "principalGroups", List.of());
        items(out, "actions", statement.actions());
        items(out, "resources", statement.resources());
        items(out, "conditions", List.of());
        out.writeEndObject();
    }

    private static void context(JsonGenerator out, Denial denial) {
        Access access = denial.decided().access();
        out.writeObjectPropertyStart("context");
        out.writeObjectPropertyStart("principal");
        out.writeStringProperty("id", denial.caller().userId());
        if (denial.caller() instanceof Caller.IamUser user) {
            out.writeStringProperty("name", user.user().name());
        }
        out.writeStringProperty("arn", denial.caller().arn());
        out.writeEndObject();
        out.writeStringProperty("action", access.action());
        out.writeStringProperty("resource", access.resource());
        out.writeObjectPropertyStart("conditions");
        out.writeArrayPropertyStart("items");
        for (String key : denial.decided().context().keys()) {
            out.writeStartObject();
            out.writeStringProperty("key", key);
            items(
                    out,
                    "values",
                    Objects.requireNonNull(denial.decided().context().get(key).orElse(List.of())));
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void items(JsonGenerator out, String name, Collection<String> values) {
        out.writeObjectPropertyStart(name);
        out.writeArrayPropertyStart("items");
        for (String value : values) {
            out.writeStartObject();
            out.writeStringProperty("value", value);
            out.writeEndObject();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
