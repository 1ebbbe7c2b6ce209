package signet.policy;

import java.io.StringWriter;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** An explanation as JSON; its members are listed at {@link Explanation#json}. */
final class ExplanationJson {
    private static final JsonFactory FACTORY = new JsonFactory();

    private final JsonGenerator json;

    private ExplanationJson(JsonGenerator json) {
        this.json = json;
    }

    static String of(Explanation explanation) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
            new ExplanationJson(json).write(explanation);
        }
        return text.toString();
    }

    private void write(Explanation explanation) {
        Request request = explanation.request();
        Decision decision = explanation.decision();
        json.writeStartObject();
        json.writeObjectPropertyStart("request");
        json.writeStringProperty("principal", request.principal().name());
        json.writeStringProperty("action", request.action());
        json.writeStringProperty("resource", request.resource());
        json.writeEndObject();
        json.writeStringProperty("decision", decision.name());
        PolicyKind kind = decision.kind();
        json.writeStringProperty("kind", kind == null ? null : kind.key());
        json.writeStringProperty("because", decision.because(request.action()));
        nearest(explanation);
        json.writeArrayPropertyStart("policies");
        explanation.policies().forEach(this::policy);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void nearest(Explanation explanation) {
        Explanation.NearMiss nearest = explanation.nearest();
        if (nearest == null) {
            json.writeNullProperty("nearest");
            return;
        }
        json.writeObjectPropertyStart("nearest");
        json.writeStringProperty("kind", nearest.kind().key());
        json.writeStringProperty("policy", nearest.policy().source());
        json.writeNumberProperty("statement", nearest.report().statement().index());
        json.writeEndObject();
    }

    private void policy(Explanation.PolicyReport report) {
        json.writeStartObject();
        json.writeStringProperty("kind", report.kind().key());
        json.writeStringProperty("policy", report.policy().source());
        json.writeArrayPropertyStart("statements");
        report.statements().forEach(this::statement);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void statement(Explanation.StatementReport report) {
        Statement statement = report.statement();
        json.writeStartObject();
        json.writeNumberProperty("statement", statement.index());
        json.writeStringProperty("sid", statement.sid().orElse(null));
        json.writeStringProperty("effect", statement.effect().wireName());
        json.writeNumberProperty("line", statement.startLine());
        json.writeNumberProperty("column", statement.startColumn());
        json.writeBooleanProperty("matched", report.matched());
        json.writeBooleanProperty("delegates", report.delegates());
        json.writeArrayPropertyStart("obstacles");
        report.obstacles().forEach(this::obstacle);
        json.writeEndArray();
        json.writeEndObject();
    }

    private void obstacle(Explanation.Obstacle obstacle) {
        json.writeStartObject();
        switch (obstacle) {
            case Explanation.PrincipalObstacle p -> part("principal", p.negated(), p.entries(), p.principal());
            case Explanation.ActionObstacle a -> part("action", a.negated(), a.patterns(), a.action());
            case Explanation.ResourceObstacle r -> {
                part("resource", r.negated(), r.patterns(), r.resource());
                texts("unresolved", r.unresolved());
            }
            case Explanation.ConditionObstacle c -> condition(c);
        }
        json.writeEndObject();
    }

    private void part(String name, boolean negated, List<String> entries, String asked) {
        json.writeStringProperty("part", name);
        json.writeBooleanProperty("negated", negated);
        texts("policy", entries);
        json.writeStringProperty("request", asked);
    }

    private void condition(Explanation.ConditionObstacle condition) {
        json.writeStringProperty("part", "condition");
        json.writeStringProperty("operator", condition.operator());
        json.writeStringProperty("key", condition.key());
        texts("policy", condition.policyValues());
        texts("request", condition.requestValues());
        json.writeBooleanProperty("multiValued", condition.multiValued());
        texts("unresolved", condition.unresolved());
    }

    private void texts(String name, List<String> values) {
        json.writeArrayPropertyStart(name);
        values.forEach(json::writeString);
        json.writeEndArray();
    }
}
