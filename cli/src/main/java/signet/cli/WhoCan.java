package signet.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet who-can}: who may do something? */
@Command(
        name = "who-can",
        mixinStandardHelpOptions = true,
        description =
                "List the users and roles of the account that may take an action on a resource, who could by assuming"
                        + " a role, and whom else the resource's policy lets in.",
        footer = {
            "",
            "It is asked with the usual AWS credentials and needs iam:GetAccountAuthorizationDetails.",
            "Exit status 0: somebody can. 1: nobody, or the server refused to say. 2: a bad option, or no server answers."
        })
final class WhoCan implements Callable<Integer> {

    @Mixin
    private Asker asker = new Asker();

    @Mixin
    private ContextOption context = new ContextOption();

    @Parameters(index = "0", paramLabel = "ACTION", description = "Such as s3:GetObject.")
    private String action = "";

    @Parameters(
            index = "1",
            arity = "0..1",
            defaultValue = "*",
            paramLabel = "RESOURCE",
            description = "An ARN (default: *, for actions without one).")
    private String resource = "*";

    @Override
    public Integer call() {
        return asker.answer(
                "who-can",
                question(),
                answer -> text(answer, asker.colours()),
                answer -> !answer.path("able").isEmpty()
                        || !answer.path("admitted").isEmpty());
    }

    private ObjectNode question() {
        return context.put(
                new JsonMapper().createObjectNode().put("action", action).put("resource", resource));
    }

    /** Each principal with the statement that lets it. */
    static String text(JsonNode answer, boolean colours) {
        JsonNode able = answer.path("able");
        StringBuilder text = new StringBuilder(Paragraph.of(
                0,
                able.size() + " of " + answer.path("asked").asInt(0) + " principals of account "
                        + answer.path("account").asString("") + " can "
                        + answer.path("action").asString("") + " on "
                        + answer.path("resource").asString("") + (able.isEmpty() ? "." : ":")));
        able.forEach(each -> text.append(entry(each, "", colours)));
        JsonNode through = answer.path("through");
        if (!through.isEmpty()) {
            text.append("\nBy assuming a role:\n");
            through.forEach(
                    each -> text.append(entry(each, " as " + each.path("role").asString(""), colours)));
        }
        JsonNode admitted = answer.path("admitted");
        if (!admitted.isEmpty()) {
            text.append("\nFrom outside the account, by the resource's own policy:\n");
            admitted.forEach(each -> text.append(entry(each, needs(each), colours)));
        }
        return text.toString();
    }

    private static String needs(JsonNode admitted) {
        String needs = admitted.path("needs").asString("");
        String everybody = admitted.path("principal").asString("").equals("*") ? " (everybody, also unsigned)" : "";
        return everybody + (needs.equals("nothing") ? "" : ", with " + needs);
    }

    private static String entry(JsonNode each, String more, boolean colours) {
        String principal = Excerpt.printable(each.path("principal").asString(""));
        String line = "  " + Colour.BOLD.in(principal, colours) + Excerpt.printable(more) + "\n";
        JsonNode by = each.path("by");
        if (!by.isObject()) {
            return line + Paragraph.of("      ", "      ", "the root user of the account");
        }
        String sid = by.path("sid").asString("");
        return line
                + Paragraph.of(
                        "      ",
                        "      ",
                        by.path("kind").asString("") + " policy "
                                + by.path("policy").asString("") + ", statement "
                                + (by.path("statement").asInt(0) + 1) + (sid.isEmpty() ? "" : " \"" + sid + "\"")
                                + ", line " + by.path("line").asInt(0));
    }
}
