package signet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
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

    @Mixin
    private ContextOption context = new ContextOption();

    @Override
    public Integer call() {
        return asker.answer("can", question(), Can::text, Asker::allowed);
    }

    private ObjectNode question() {
        ObjectNode question = new JsonMapper()
                .createObjectNode()
                .put("who", who)
                .put("action", action)
                .put("resource", resource);
        return context.put(question);
    }

    static String text(JsonNode answer) {
        return answer.path("sentence").asString("") + "\n\n"
                + answer.path("tree").asString("");
    }
}
