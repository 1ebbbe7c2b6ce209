package signet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Condition keys that a question is asked with. */
final class ContextOption {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--context",
            paramLabel = "KEY=VALUE",
            description = "A condition key; again for another value of the same key.")
    private List<String> context = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before the command runs
    ContextOption() {
        // nothing to do before the options are known
    }

    /** The question with the keys: a text for a key that was given once, else a list. */
    ObjectNode put(ObjectNode question) {
        return put(question, keys());
    }

    /** A question with condition keys: a text for a key that has one value, else a list. */
    static ObjectNode put(ObjectNode question, Map<String, List<String>> context) {
        ObjectNode keys = question.putObject("context");
        context.forEach((key, values) -> {
            if (values.size() == 1) {
                keys.put(key, values.getFirst());
            } else {
                ArrayNode several = keys.putArray(key);
                values.forEach(several::add);
            }
        });
        return question;
    }

    private Map<String, List<String>> keys() {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String entry : context) {
            int equals = entry.indexOf('=');
            if (equals < 1) {
                throw new ParameterException(
                        spec.commandLine(), "--context takes KEY=VALUE, such as aws:SourceIp=192.0.2.1, not " + entry);
            }
            keys.computeIfAbsent(entry.substring(0, equals), key -> new ArrayList<>())
                    .add(entry.substring(equals + 1));
        }
        return keys;
    }
}
