package signet.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet explain}: why may somebody do something or not, and what would let them? */
@Command(
        name = "explain",
        mixinStandardHelpOptions = true,
        description = "Tell in a sentence and in full why a request is allowed or denied, and which changes of policies"
                + " would allow it, with what else each of them would allow.",
        footer = {
            "",
            "It is asked with the usual AWS credentials and needs iam:SimulatePrincipalPolicy on the principal.",
            "Exit status 0: allowed. 1: denied, or the server refused to say. 2: a bad option, or no server answers."
        })
final class Explain implements Callable<Integer> {

    /** Whom it is about. */
    static final class Whom {
        @Option(
                names = "--who",
                required = true,
                paramLabel = "WHO",
                description =
                        "The principal: an ARN, a name, user/NAME, role/NAME, root, ec2.amazonaws.com or anonymous.")
        private @Nullable String who;

        @Option(names = "--user", required = true, paramLabel = "NAME", description = "A user of the asker's account.")
        private @Nullable String user;

        @Option(names = "--role", required = true, paramLabel = "NAME", description = "A role of the asker's account.")
        private @Nullable String role;

        String text() {
            if (user != null) {
                return "user/" + user;
            }
            return role == null ? String.valueOf(who) : "role/" + role;
        }
    }

    @Mixin
    private Asker asker = new Asker();

    @Mixin
    private ContextOption context = new ContextOption();

    @ArgGroup(multiplicity = "1")
    private Whom whom = new Whom();

    @Option(names = "--action", required = true, paramLabel = "ACTION", description = "Such as s3:GetObject.")
    private String action = "";

    @Option(
            names = "--resource",
            defaultValue = "*",
            paramLabel = "ARN",
            description = "On what (default: *, for actions without a resource).")
    private String resource = "*";

    @Override
    public Integer call() {
        return asker.answer("explain", question(), answer -> text(answer, asker.colours()), Asker::allowed);
    }

    private ObjectNode question() {
        return context.put(new JsonMapper()
                .createObjectNode()
                .put("who", whom.text())
                .put("action", action)
                .put("resource", resource));
    }

    /** The sentence, the tree, and what would allow it. */
    static String text(JsonNode answer, boolean colours) {
        return Paragraph.of(0, answer.path("sentence").asString("")) + "\n"
                + answer.path("tree").asString("") + new GrantsText(colours).of(answer);
    }
}
