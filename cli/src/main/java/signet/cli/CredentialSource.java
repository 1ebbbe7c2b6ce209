package signet.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.sigv4.Credentials;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Where a profile's credentials come from: the profile itself, its {@code credential_process}, or, for a profile that
 * takes more steps (a role to assume, single sign-on), the AWS CLI's {@code configure export-credentials}.
 */
final class CredentialSource {
    private static final Set<String> LONGER_WAYS =
            Set.of("role_arn", "sso_session", "sso_start_url", "web_identity_token_file", "login_session");

    private CredentialSource() {}

    static Optional<Credentials> of(Profile profile) {
        Map<String, String> settings = profile.settings();
        String process = settings.get("credential_process");
        if (LONGER_WAYS.stream().anyMatch(settings::containsKey)) {
            return Optional.of(
                    run(List.of("aws", "configure", "export-credentials", "--profile", profile.name()), profile));
        }
        if (settings.containsKey("aws_access_key_id")) {
            return Optional.of(stored(profile));
        }
        return process == null ? Optional.empty() : Optional.of(run(List.of("/bin/sh", "-c", process), profile));
    }

    private static Credentials stored(Profile profile) {
        Map<String, String> settings = profile.settings();
        String secret = settings.get("aws_secret_access_key");
        if (secret == null) {
            throw new ConnectionFailure(
                    "the AWS profile " + profile.name() + " has an access key id, but no aws_secret_access_key");
        }
        return new Credentials(
                settings.getOrDefault("aws_access_key_id", ""), secret, settings.get("aws_session_token"));
    }

    private static Credentials run(List<String> command, Profile profile) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new ConnectionFailure("the credentials of the AWS profile " + profile.name()
                        + " could not be had: " + command.getLast() + " failed");
            }
            return parse(output);
        } catch (IOException | JacksonException e) {
            throw new ConnectionFailure(
                    "the credentials of the AWS profile " + profile.name() + " could not be had", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ConnectionFailure("interrupted", e);
        }
    }

    /** What a credential process prints ("Sourcing credentials with an external process", AWS CLI User Guide). */
    static Credentials parse(String output) {
        JsonNode answer = new JsonMapper().readTree(output);
        String id = text(answer, "AccessKeyId");
        String secret = text(answer, "SecretAccessKey");
        if (id == null || secret == null || id.isEmpty() || secret.isEmpty()) {
            throw new ConnectionFailure("a credential process printed no AccessKeyId and SecretAccessKey");
        }
        return new Credentials(id, secret, text(answer, "SessionToken"));
    }

    private static @Nullable String text(JsonNode answer, String name) {
        JsonNode value = answer.path(name);
        return value.isString() ? value.asString() : null;
    }
}
