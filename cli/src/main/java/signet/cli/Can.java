package signet.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet can}: may somebody do something? */
@Command(
        name = "can",
        mixinStandardHelpOptions = true,
        description = "Tell whether a principal may take an action on a resource, and which statements decide it.",
        footer = {
            "",
            "It is asked with the usual AWS credentials and needs iam:SimulatePrincipalPolicy on the principal.",
            "Exit status 0: yes. 1: no, or the server refused to say. 2: a bad option, or no server answers."
        })
final class Can implements Callable<Integer> {
    private static final int NO = 1;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Asker asker = new Asker();

    @Parameters(
            index = "0",
            paramLabel = "WHO",
            description = {"The principal: an ARN, a name, user/NAME, role/NAME, root, ec2.amazonaws.com or anonymous."
            })
    private String who = "";

    @Parameters(index = "1", paramLabel = "ACTION", description = "Such as s3:GetObject.")
    private String action = "";

    @Parameters(
            index = "2",
            arity = "0..1",
            defaultValue = "*",
            paramLabel = "RESOURCE",
            description = "An ARN (default: *, for actions without one).")
    private String resource = "*";

    @Option(
            names = "--context",
            paramLabel = "KEY=VALUE",
            description = "A condition key; again for another value of the same key.")
    private List<String> context = List.of();

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls run
    Can() {
        // nothing to do before the options are known
    }

    @Override
    public Integer call() {
        boolean[] allowed = new boolean[1];
        int status = OperatorErrors.reported(() -> {
            JsonNode answer = asker.ask("can", "iam", question());
            allowed[0] = answer.path("decision").asString("").equals("Allowed");
            System.out.print(asker.json() ? answer + "\n" : text(answer));
        });
        return status == 0 && !allowed[0] ? NO : status;
    }

    private ObjectNode question() {
        ObjectNode question = new JsonMapper()
                .createObjectNode()
                .put("who", who)
                .put("action", action)
                .put("resource", resource);
        ObjectNode keys = question.putObject("context");
        keys(context).forEach((key, values) -> {
            if (values.size() == 1) {
                keys.put(key, values.getFirst());
            } else {
                values.forEach(keys.withArray("/" + key.replace("~", "~0").replace("/", "~1"))::add);
            }
        });
        return question;
    }

    private Map<String, List<String>> keys(List<String> given) {
        Map<String, List<String>> keys = new LinkedHashMap<>();
        for (String entry : given) {
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

    static String text(JsonNode answer) {
        return answer.path("sentence").asString("") + "\n\n"
                + answer.path("tree").asString("");
    }
}
