package signet.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** {@code signet account create}: one more account, with a root user of its own. */
@Command(
        name = "create",
        mixinStandardHelpOptions = true,
        description =
                "Make an account and print its root user's access key, this once. It is kept in root-credentials of"
                        + " the data directory, under the account's id.",
        footer = {"", "Exit status 1: the server refused. 2: a bad option, or no server answers."})
final class CreateAccount implements Callable<Integer> {
    @Mixin
    private Operator operator = new Operator();

    @Option(names = "--id", paramLabel = "ID", description = "The account's id: twelve digits (default: random).")
    private @Nullable String id;

    @Option(names = "--name", paramLabel = "NAME", description = "What people call it: 1 to 50 characters.")
    private @Nullable String name;

    @Option(
            names = "--email",
            paramLabel = "ADDRESS",
            description = "The address of its root user, no other account's.")
    private @Nullable String email;

    @Override
    public Integer call() {
        return OperatorErrors.reported(() -> {
            ObjectNode asked = new JsonMapper().createObjectNode();
            asked.put("id", id).put("name", name).put("email", email);
            JsonNode made = operator.client().ask("POST", asked.toString());
            System.out.print("Account " + made.path("id").asString("") + " is made. " + operator.rootKey(made));
        });
    }
}
