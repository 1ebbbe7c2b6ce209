package signet.importing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.json.JsonMapper;

/** Files of JSON, read strictly: no member twice, nothing after the last value. */
final class JsonFiles {
    private static final int DEEPEST = 64;
    private static final int LONGEST = 32 * 1024 * 1024;

    static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .maxStringLength(LONGEST)
                            .build())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .build();

    private JsonFiles() {}

    /** The objects of a file: it is one, a list of them, or several one after the other, as pages are kept. */
    static List<Entry> objects(SourceFile file, Findings findings) {
        List<Entry> objects = new ArrayList<>();
        try (MappingIterator<JsonNode> values = JSON.readerFor(JsonNode.class).readValues(withoutMark(file.text()))) {
            while (values.hasNext()) {
                add(file, values.next(), findings, objects);
            }
        } catch (JacksonException e) {
            findings.refuse(file.name(), "the file", "is no JSON: " + reason(e));
            return List.of();
        }
        if (objects.isEmpty()
                && findings.faults().stream().noneMatch(fault -> fault.file().equals(file.name()))) {
            findings.refuse(file.name(), "the file", "has no JSON object");
        }
        return objects;
    }

    private static void add(SourceFile file, JsonNode value, Findings findings, List<Entry> objects) {
        List<JsonNode> items = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(items::add);
        } else {
            items.add(value);
        }
        for (JsonNode item : items) {
            if (item.isObject()) {
                objects.add(new Entry(new Place(file.name(), "the file"), item, findings));
            } else {
                findings.refuse(file.name(), "the file", "has a value that is no JSON object");
            }
        }
    }

    /** Some editors begin a file with a byte order mark. */
    private static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }

    private static String reason(JacksonException e) {
        var at = e.getLocation();
        String place = at == null ? "" : " at line " + at.getLineNr() + ", column " + at.getColumnNr();
        String message = String.valueOf(e.getOriginalMessage());
        return message.lines().findFirst().orElse("").strip() + place;
    }
}
