package signet.cli;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A profile of the AWS CLI: what its configuration and credentials files say under one name.
 *
 * @param settings both files' settings; where both have one, the credentials file's
 */
record Profile(String name, Map<String, String> settings) {
    private static final String DEFAULT = "default";

    Profile {
        settings = Map.copyOf(settings);
    }

    /**
     * The profile that is asked for: by name, by {@code AWS_PROFILE}, or the default one.
     *
     * @throws ConnectionFailure if one was named that there isn't
     */
    static Profile read(@Nullable String chosen, Map<String, String> environment, Path home) {
        String fromEnvironment = Optional.ofNullable(environment.get("AWS_PROFILE"))
                .filter(text -> !text.isEmpty())
                .orElse(environment.getOrDefault("AWS_DEFAULT_PROFILE", ""));
        String named = chosen == null ? fromEnvironment : chosen;
        String name = named.isEmpty() ? DEFAULT : named;
        Map<String, String> settings = new HashMap<>();
        IniFile config = IniFile.read(file(environment, home, "AWS_CONFIG_FILE", "config"));
        settings.putAll(config.section(name.equals(DEFAULT) ? DEFAULT : "profile " + name));
        IniFile credentials = IniFile.read(file(environment, home, "AWS_SHARED_CREDENTIALS_FILE", "credentials"));
        settings.putAll(credentials.section(name));
        if (settings.isEmpty() && !named.isEmpty() && !name.equals(DEFAULT)) {
            throw new ConnectionFailure(
                    "the AWS profile " + name + " is in neither the configuration nor the" + " credentials file");
        }
        return new Profile(name, settings);
    }

    private static Path file(Map<String, String> environment, Path home, String variable, String name) {
        String given = environment.getOrDefault(variable, "");
        if (given.isEmpty()) {
            return home.resolve(".aws").resolve(name);
        }
        return given.startsWith("~/") ? home.resolve(given.substring(2)) : Path.of(given);
    }
}
