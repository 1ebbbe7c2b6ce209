package signet.cli;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.sigv4.Credentials;

/**
 * What a client of AWS works with, found where the AWS CLI finds it: options, environment, and the files
 * {@code ~/.aws/config} and {@code ~/.aws/credentials}.
 *
 * @param endpoint of the server, such as {@code http://127.0.0.1:4566}
 */
record AwsSettings(URI endpoint, String region, Credentials credentials) {
    private static final String DEFAULT_ENDPOINT = "http://127.0.0.1:4566";
    private static final String DEFAULT_REGION = "us-east-1";

    /** What the command line says; null for what it leaves open. */
    record Options(
            @Nullable String endpoint,
            @Nullable String region,
            @Nullable String profile) {}

    /**
     * Finds them.
     *
     * @param home the directory that has {@code .aws}
     * @throws ConnectionFailure if there are no credentials, or a setting means nothing
     */
    static AwsSettings find(Options options, Map<String, String> environment, Path home) {
        Profile profile = Profile.read(options.profile(), environment, home);
        String region = first(
                        options.region(),
                        environment.get("AWS_REGION"),
                        environment.get("AWS_DEFAULT_REGION"),
                        profile.settings().get("region"))
                .orElse(DEFAULT_REGION);
        String endpoint = first(
                        options.endpoint(),
                        environment.get("AWS_ENDPOINT_URL"),
                        profile.settings().get("endpoint_url"))
                .orElse(DEFAULT_ENDPOINT);
        boolean chosen = options.profile() != null;
        Credentials credentials = (chosen ? Optional.<Credentials>empty() : ofEnvironment(environment))
                .or(() -> CredentialSource.of(profile))
                .orElseThrow(() -> new ConnectionFailure("there are no AWS credentials: set AWS_ACCESS_KEY_ID and"
                        + " AWS_SECRET_ACCESS_KEY, or a profile (aws configure)"));
        return new AwsSettings(address(endpoint), region, credentials);
    }

    private static Optional<Credentials> ofEnvironment(Map<String, String> environment) {
        String id = environment.get("AWS_ACCESS_KEY_ID");
        String secret = environment.get("AWS_SECRET_ACCESS_KEY");
        if (id == null || id.isEmpty()) {
            return Optional.empty();
        }
        if (secret == null || secret.isEmpty()) {
            throw new ConnectionFailure("AWS_ACCESS_KEY_ID is set, but AWS_SECRET_ACCESS_KEY is not");
        }
        String token = environment.get("AWS_SESSION_TOKEN");
        return Optional.of(new Credentials(id, secret, token == null || token.isEmpty() ? null : token));
    }

    private static URI address(String text) {
        try {
            URI uri = new URI(text);
            boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            if (web && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            throw new ConnectionFailure("the endpoint " + text + " is no address such as " + DEFAULT_ENDPOINT, e);
        }
        throw new ConnectionFailure("the endpoint " + text + " is no address such as " + DEFAULT_ENDPOINT);
    }

    private static Optional<String> first(@Nullable String... values) {
        return Stream.of(values)
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .findFirst();
    }
}
