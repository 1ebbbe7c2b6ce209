package signet.cli;

import java.io.StringWriter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.policy.Decision;
import signet.policy.Explanation;
import signet.policy.Match;
import signet.policy.PolicyKind;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** One line of the output, as JSON without its end. */
final class DecisionLine {
    private static final JsonFactory FACTORY = new JsonFactory();

    private DecisionLine() {}

    static String of(Decision decision, String action, List<Match> matches, @Nullable Explanation explanation) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("decision", decision.name());
            PolicyKind kind = decision.kind();
            json.writeStringProperty("kind", kind == null ? null : kind.key());
            json.writeStringProperty("because", decision.because(action));
            json.writeArrayPropertyStart("matched");
            for (Match match : matches) {
                write(json, match);
            }
            json.writeEndArray();
            if (explanation != null) {
                json.writeStringProperty("sentence", explanation.sentence());
                json.writeName("explanation");
                json.writeRawValue(explanation.json());
            }
            json.writeEndObject();
        }
        return line.toString();
    }

    static String error(String message) {
        StringWriter line = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("error", message);
            json.writeEndObject();
        }
        return line.toString();
    }

    private static void write(JsonGenerator json, Match match) {
        json.writeStartObject();
        json.writeStringProperty("kind", match.kind().key());
        json.writeStringProperty("policy", match.policy().source());
        json.writeNumberProperty("statement", match.statement().index());
        json.writeStringProperty("sid", match.statement().sid().orElse(null));
        json.writeStringProperty("effect", match.statement().effect().wireName());
        json.writeEndObject();
    }
}
