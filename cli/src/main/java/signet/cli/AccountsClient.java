package signet.cli;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Asks the server of a data directory about accounts. */
final class AccountsClient {
    private static final String PATH = "/_signet/accounts";
    private static final String SERVICE = "organizations";
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Set<String> OF_ANOTHER = Set.of("InvalidClientTokenId", "SignatureDoesNotMatch");

    private final AwsSettings settings;
    private final Path data;
    private final ServerClient server;

    AccountsClient(AwsSettings settings, Path data, Clock clock) {
        this.settings = settings;
        this.data = data;
        this.server = new ServerClient(settings, "signet up --data " + data, clock);
    }

    /**
     * Sends a request and returns the answer.
     *
     * @throws RefusedException if the server refuses
     * @throws ConnectionFailure if no server answers, or another than the data directory's
     */
    JsonNode ask(String method, String body) throws RefusedException {
        return ask(new ServerClient.Query(method, PATH, SERVICE, body));
    }

    /**
     * Has an account made of files, which may take long.
     *
     * @throws ConnectionFailure if no server answers, or another than the data directory's
     */
    JsonNode send(String path, String body) throws RefusedException {
        return ask(new ServerClient.Query("POST", path, SERVICE, body, LONGEST));
    }

    private JsonNode ask(ServerClient.Query query) throws RefusedException {
        try {
            return server.ask(query);
        } catch (RefusedException e) {
            if (OF_ANOTHER.contains(e.code())) {
                throw new ConnectionFailure(
                        "the server at " + settings.endpoint() + " is not that of the data directory " + data + ": "
                                + e.getMessage(),
                        e);
            }
            throw e;
        }
    }
}
