package signet.cli;

import java.util.List;
import java.util.Map;
import signet.lint.Finding;
import signet.lint.Location;
import signet.lint.PathElement;
import signet.lint.Position;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes findings as Access Analyzer's {@code ValidatePolicy} answers, in which columns and offsets begin at 0. */
final class LintJson {
    private static final JsonMapper JSON = new JsonMapper();

    /** One file's findings. */
    record Linted(String file, String kind, List<Finding> findings) {
        Linted {
            findings = List.copyOf(findings);
        }
    }

    private LintJson() {}

    /** One file: its object; several: a list of them. */
    static String write(List<Linted> files) {
        ArrayNode all = JSON.createArrayNode();
        for (Linted linted : files) {
            ObjectNode file = all.addObject().put("file", linted.file()).put("kind", linted.kind());
            ArrayNode findings = file.putArray("findings");
            linted.findings().forEach(finding -> finding(findings.addObject(), finding));
        }
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(files.size() == 1 ? all.get(0) : all);
    }

    private static void finding(ObjectNode node, Finding finding) {
        node.put("findingType", finding.type().name());
        node.put("issueCode", finding.code());
        node.put("findingDetails", finding.details());
        finding.issue().learnMoreLink().ifPresent(link -> node.put("learnMoreLink", link));
        ArrayNode locations = node.putArray("locations");
        finding.locations().forEach(location -> location(locations.addObject(), location));
    }

    private static void location(ObjectNode node, Location location) {
        ArrayNode path = node.putArray("path");
        for (PathElement element : location.path()) {
            switch (element) {
                case PathElement.Value value -> path.addObject().put("value", value.value());
                case PathElement.Index index -> path.addObject().put("index", index.index());
                case PathElement.Key key -> path.addObject().put("key", key.key());
            }
        }
        ObjectNode span = node.putObject("span");
        Map.of("start", location.start(), "end", location.end()).entrySet().stream()
                .sorted(Map.Entry.<String, Position>comparingByKey().reversed())
                .forEach(end -> position(span.putObject(end.getKey()), end.getValue()));
    }

    private static void position(ObjectNode node, Position position) {
        node.put("line", position.line()).put("column", position.column() - 1).put("offset", position.offset());
    }
}
