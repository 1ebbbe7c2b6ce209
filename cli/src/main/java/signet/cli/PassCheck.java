package signet.cli;

import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet pass-check}: may somebody pass a role to a service, and can the service use it? */
@Command(
        name = "pass-check",
        mixinStandardHelpOptions = true,
        description = "Tell whether a principal may pass a role to a service (iam:PassRole) and whether the service may"
                + " assume it, part by part.",
        footer = {
            "",
            "It is asked with the usual AWS credentials and needs iam:SimulatePrincipalPolicy on the principal.",
            "Exit status 0: yes. 1: no, or the server refused to say. 2: a bad option, or no server answers."
        })
final class PassCheck implements Callable<Integer> {
    private static final int PART = 26;
    private static final Map<String, String> MARKS = Map.of("allows", "✓", "denies", "✗", "absent", "–");
    private static final Map<String, Colour> COLOURS =
            Map.of("allows", Colour.GREEN, "denies", Colour.RED, "absent", Colour.CYAN);

    @Mixin
    private Asker asker = new Asker();

    @Parameters(
            index = "0",
            paramLabel = "WHO",
            description = "The principal: an ARN, a name, user/NAME, role/NAME or root.")
    private String who = "";

    @Parameters(
            index = "1",
            paramLabel = "ROLE",
            description = "The role: an ARN or a name of the principal's account.")
    private String role = "";

    @Parameters(index = "2", paramLabel = "SERVICE", description = "Such as ec2.amazonaws.com, or only ec2.")
    private String service = "";

    @Option(
            names = "--associated",
            paramLabel = "ARN",
            description = "What the role will be attached to: the condition key iam:AssociatedResourceArn.")
    private @Nullable String associated;

    @Override
    public Integer call() {
        return asker.answer(
                "pass-check",
                question(),
                answer -> text(answer, asker.colours()),
                answer -> answer.path("passes").asBoolean(false));
    }

    private ObjectNode question() {
        return new JsonMapper()
                .createObjectNode()
                .put("who", who)
                .put("role", role)
                .put("service", service)
                .put("associated", associated);
    }

    /** The verdict, and a line or more for each part. */
    static String text(JsonNode answer, boolean colours) {
        boolean passes = answer.path("passes").asBoolean(false);
        StringBuilder text = new StringBuilder(Paragraph.of(
                0,
                answer.path("principal").asString("") + (passes ? " can pass " : " can't pass ")
                        + answer.path("role").asString("") + " to "
                        + answer.path("service").asString("") + (passes ? ", which can use it." : " for use.")));
        text.append('\n');
        for (JsonNode check : answer.path("checks")) {
            String verdict = check.path("verdict").asString("");
            String part = check.path("part").asString("");
            String lines = Paragraph.of(
                    " ".repeat(PART), " ".repeat(PART), check.path("sentence").asString(""));
            text.append(COLOURS.getOrDefault(verdict, Colour.BOLD).in(MARKS.getOrDefault(verdict, "?"), colours))
                    .append(' ')
                    .append(part)
                    .append(" ".repeat(Math.max(1, PART - 2 - part.length())))
                    .append(lines.stripLeading());
        }
        return text.toString();
    }
}
