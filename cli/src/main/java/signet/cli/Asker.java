package signet.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The options of commands that ask why: whose credentials they ask with, and how they answer. */
final class Asker {
    private static final String PATH = "/_signet/why/";

    @Option(names = "--endpoint", paramLabel = "URL", description = "The address of the server.")
    private @Nullable String endpoint;

    @Option(names = "--profile", paramLabel = "NAME", description = "The AWS profile to ask with.")
    private @Nullable String profile;

    @Option(names = "--region", paramLabel = "REGION", description = "The region of the server.")
    private @Nullable String region;

    @Option(names = "--json", description = "Print the answer as one JSON object.")
    private boolean json;

    /** Whether a program reads the answer. */
    boolean json() {
        return json;
    }

    /** Whether the answer may have colours: a person reads it, on a terminal, and did not refuse them. */
    boolean colours() {
        return !json && LocalTerminal.present() && System.getenv("NO_COLOR") == null;
    }

    /**
     * Asks a question.
     *
     * @param service the signing name of the service by whose action the question is authorized
     * @throws RefusedException if the server refuses
     * @throws ConnectionFailure if no server answers, or there are no credentials
     */
    JsonNode ask(String question, String service, ObjectNode body) throws RefusedException {
        AwsSettings settings = AwsSettings.find(
                new AwsSettings.Options(endpoint, region, profile),
                System.getenv(),
                Path.of(System.getProperty("user.home")));
        return new ServerClient(settings, "signet up", Clock.systemUTC())
                .ask(new ServerClient.Query("POST", PATH + question, service, body.toString()));
    }
}
