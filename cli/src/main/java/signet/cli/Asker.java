package signet.cli;

import java.time.Clock;
import java.util.function.Function;
import java.util.function.Predicate;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What commands that ask why have in common: whose credentials they ask with, how they answer, and their exit status. */
final class Asker {
    private static final String PATH = "/_signet/why/";
    private static final String SERVICE = "iam";
    private static final int OTHERWISE = 1;

    @Mixin
    private ClientOptions client = new ClientOptions();

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    private boolean json;

    /** Whether the answer may have colours: a person reads it, on a terminal, and did not refuse them. */
    boolean colours() {
        return !json && LocalTerminal.present() && System.getenv("NO_COLOR") == null;
    }

    /**
     * Asks a question and prints the answer.
     *
     * @param text the answer for people
     * @param good whether the answer is the one that is status 0
     * @return the exit status: 0, or 1 for another answer and where the server refuses, or 2 for a bad option and where no
     *     server answers
     */
    int answer(String question, ObjectNode body, Function<JsonNode, String> text, Predicate<JsonNode> good) {
        boolean[] met = new boolean[1];
        int status = OperatorErrors.reported(() -> {
            JsonNode answer = new ServerClient(client.settings(), "signet up", Clock.systemUTC())
                    .ask(new ServerClient.Query("POST", PATH + question, SERVICE, body.toString()));
            met[0] = good.test(answer);
            System.out.print(json ? answer + "\n" : text.apply(answer));
        });
        return status == 0 && !met[0] ? OTHERWISE : status;
    }

    /** Whether a decision allows. */
    static boolean allowed(JsonNode answer) {
        return answer.path("decision").asString("").equals("Allowed");
    }
}
