package signet.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was not as expected, as a log of SARIF 2.1.0 (OASIS), which code hosts show beside the lines. */
final class CheckSarif {
    private static final JsonMapper JSON = new JsonMapper();
    private static final String SCHEMA =
            "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
    private static final List<Trial.Verdict> RULES =
            List.of(Trial.Verdict.ALLOWED, Trial.Verdict.DENIED, Trial.Verdict.OTHERWISE, Trial.Verdict.UNDECIDED);

    private CheckSarif() {}

    /** @param files the trials of each file, by its name */
    static String write(Map<String, List<Trial>> files) {
        ObjectNode log = JSON.createObjectNode().put("$schema", SCHEMA).put("version", "2.1.0");
        ObjectNode run = log.putArray("runs").addObject();
        ObjectNode driver = run.putObject("tool")
                .putObject("driver")
                .put("name", "signet check")
                .put("version", "0.1.0");
        ArrayNode rules = driver.putArray("rules");
        RULES.forEach(rule -> rules.addObject()
                .put("id", rule.id())
                .set("shortDescription", JSON.createObjectNode().put("text", rule.meaning())));
        run.put("columnKind", "unicodeCodePoints");
        ArrayNode results = run.putArray("results");
        files.forEach((file, trials) -> trials.stream()
                .filter(trial -> trial.verdict() != Trial.Verdict.MET)
                .forEach(trial -> result(results.addObject(), file, trial)));
        return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(log) + "\n";
    }

    private static void result(ObjectNode result, String file, Trial trial) {
        String sentence = trial.sentence().isEmpty() ? "" : " " + trial.sentence();
        result.put("ruleId", trial.verdict().id())
                .put("ruleIndex", RULES.indexOf(trial.verdict()))
                .put("level", "error");
        result.putObject("message").put("text", trial.title() + ": " + trial.finding() + "." + sentence);
        ObjectNode place = result.putArray("locations").addObject().putObject("physicalLocation");
        place.putObject("artifactLocation").put("uri", uri(file));
        place.putObject("region")
                .put("startLine", trial.rule().line())
                .put("startColumn", trial.rule().column());
    }

    private static String uri(String file) {
        try {
            String path = file.replace('\\', '/');
            return new URI(path.startsWith("/") ? "file" : null, null, path, null).toASCIIString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException("a path is always a path", e);
        }
    }
}
