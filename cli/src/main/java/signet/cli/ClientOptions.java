package signet.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of commands that ask a server with whoever's credentials: which server, and whose. */
final class ClientOptions {
    @Option(names = "--endpoint", paramLabel = "URL", description = "The address of the server.")
    private @Nullable String endpoint;

    @Option(names = "--profile", paramLabel = "NAME", description = "The AWS profile to ask with.")
    private @Nullable String profile;

    @Option(names = "--region", paramLabel = "REGION", description = "The region of the server.")
    private @Nullable String region;

    /**
     * What they come to, with what the environment and the usual files say.
     *
     * @throws ConnectionFailure if there are no credentials, or a setting means nothing
     */
    AwsSettings settings() {
        return AwsSettings.find(
                new AwsSettings.Options(endpoint, region, profile),
                System.getenv(),
                Path.of(System.getProperty("user.home")));
    }
}
