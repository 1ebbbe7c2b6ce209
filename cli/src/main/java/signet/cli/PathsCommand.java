package signet.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet paths}: how does somebody come to act as somebody else? */
@Command(
        name = "paths",
        mixinStandardHelpOptions = true,
        description = {
            "Find how principals of an account can come to act as others, and by which statements: by assuming and passing roles,"
                    + " making credentials, changing policies.",
            "A path counts only if each step of it is allowed as the server itself would decide it."
        },
        footer = {
            "",
            "It is asked with the usual AWS credentials and needs iam:GetAccountAuthorizationDetails.",
            "Exit status 0: there is none. 1: there is one, or the server refused to say. 2: a bad option, or no server answers."
        })
final class PathsCommand implements Callable<Integer> {

    @Spec
    private CommandSpec spec;

    @Mixin
    private Asker asker = new Asker();

    @Option(
            names = "--from",
            paramLabel = "WHO",
            description = "Where paths begin: an ARN, a name, user/NAME or role/NAME (default: everybody).")
    private @Nullable String from;

    @Option(
            names = "--to",
            paramLabel = "WHOM",
            description =
                    "Where they end: a principal, or admin for any administrator (default with --from: everybody).")
    private @Nullable String to;

    @Option(names = "--account", paramLabel = "ID", description = "The account (default: your own).")
    private @Nullable String account;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls run
    PathsCommand() {
        // nothing to do before the options are known
    }

    @Override
    public Integer call() {
        if (from == null && to != null && !to.equals("admin")) {
            throw new ParameterException(
                    spec.commandLine(), "--to WHOM goes with --from WHO; alone it takes only admin");
        }
        return asker.answer(
                "paths",
                question(),
                answer -> new PathText(answer).text(),
                answer -> answer.path("paths").isEmpty());
    }

    private ObjectNode question() {
        return new JsonMapper()
                .createObjectNode()
                .put("from", from)
                .put("to", to)
                .put("account", account);
    }
}
