package signet.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet map}: who can pass which role to which service? */
@Command(
        name = "map",
        mixinStandardHelpOptions = true,
        description = {
            "Show who can pass which role to which service in an account, what can be started with it, and what the role could do"
                    + " then.",
            "A pass counts only if the role trusts the service."
        },
        footer = {
            "",
            "It is asked with the usual AWS credentials and needs iam:GetAccountAuthorizationDetails.",
            "Exit status 0: answered. 1: the server refused. 2: a bad option, or no server answers."
        })
final class MapCommand implements Callable<Integer> {
    @Mixin
    private Asker asker = new Asker();

    @Option(names = "--account", paramLabel = "ID", description = "The account (default: your own).")
    private @Nullable String account;

    @Option(names = "--dot", description = "Print a graph for Graphviz: signet map --dot | dot -Tsvg > map.svg")
    private boolean dot;

    @SuppressWarnings("NullAway.Init") // picocli sets the fields before it calls run
    MapCommand() {
        // nothing to do before the options are known
    }

    @Override
    public Integer call() {
        ObjectNode question = new JsonMapper().createObjectNode().put("account", account);
        return asker.answer("map", question, dot ? MapText::dot : MapText::text, answer -> true);
    }
}
