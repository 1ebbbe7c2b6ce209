package signet.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import tools.jackson.databind.JsonNode;

/** The options of commands that are the operator's: they ask with the first account's root key, from the data directory. */
final class Operator {
    private static final String FILE = "root-credentials";

    @Option(
            names = "--data",
            defaultValue = "${env:SIGNET_DATA:-data}",
            paramLabel = "DIR",
            description = "The data directory of the server (default: ./data).")
    private Path data = Path.of("data");

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The address of the server (default: where the server of the data directory listened last).")
    private @Nullable String endpoint;

    /**
     * A client with the operator's credentials.
     *
     * @throws ConnectionFailure if the data directory has none
     */
    AccountsClient client() {
        Path file = data.resolve(FILE);
        if (!Files.exists(file)) {
            throw new ConnectionFailure("there is no " + file
                    + ": name the data directory of a server with --data, or start one with signet up");
        }
        Map<String, String> own =
                Map.of("AWS_SHARED_CREDENTIALS_FILE", file.toAbsolutePath().toString(), "AWS_CONFIG_FILE", "/dev/null");
        AwsSettings settings = AwsSettings.find(new AwsSettings.Options(endpoint, null, "default"), own, data);
        return new AccountsClient(settings, data, Clock.systemUTC());
    }

    /** Where the credentials of all accounts are kept. */
    Path file() {
        return data.resolve(FILE);
    }

    /** An account's root access key, of which the server's answer tells this once, for whoever made the account. */
    String rootKey(JsonNode made) {
        return """
                Its root user's access key, also in %s under [%s]:

                  export AWS_ACCESS_KEY_ID=%s
                  export AWS_SECRET_ACCESS_KEY=%s
                """.formatted(
                        file(),
                        made.path("id").asString(""),
                        made.path("accessKeyId").asString(""),
                        made.path("secretAccessKey").asString(""));
    }
}
