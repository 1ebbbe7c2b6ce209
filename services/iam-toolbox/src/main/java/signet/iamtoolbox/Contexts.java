package signet.iamtoolbox;

import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import signet.model.Document;
import signet.policy.Context;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** The condition keys of a request's decisions, as JSON: those that all have alike, and what each has besides. */
final class Contexts {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<Context> all;

    Contexts(List<Context> all) {
        this.all = List.copyOf(all);
    }

    /** The keys that every decision saw with the same values. */
    Map<String, Document> shared() {
        Context first = all.isEmpty() ? Context.EMPTY : all.getFirst();
        return shown(first, true);
    }

    /** What a decision saw besides. */
    Map<String, Document> own(Context one) {
        return shown(one, false);
    }

    private Map<String, Document> shown(Context context, boolean shared) {
        Map<String, Document> shown = new LinkedHashMap<>();
        for (String key : context.keys()) {
            List<String> values = context.get(key).orElse(List.of());
            boolean same = all.stream().allMatch(other -> other.get(key).equals(Optional.of(values)));
            if (same == shared) {
                shown.put(key, document(values, context.isMultiValued(key)));
            }
        }
        return shown;
    }

    private static Document document(List<String> values, boolean list) {
        StringWriter text = new StringWriter();
        try (JsonGenerator out = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            if (list) {
                out.writeStartArray();
                values.forEach(out::writeString);
                out.writeEndArray();
            } else {
                out.writeString(values.getFirst());
            }
        }
        return new Document(text.toString());
    }
}
