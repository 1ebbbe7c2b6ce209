package signet.oidc.testing;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** The claims of a token, as JSON that a test can spoil: each value is raw JSON. */
public final class Claims {
    private final Map<String, String> values;

    private Claims(Map<String, String> values) {
        this.values = values;
    }

    /** Good claims: of {@code alice}, for {@code client}, ten seconds old and good for a quarter of an hour. */
    public static Claims of(String issuer, Instant now) {
        return new Claims(new LinkedHashMap<>())
                .with("iss", quoted(issuer))
                .with("sub", quoted("alice"))
                .with("aud", quoted("client"))
                .with("iat", Long.toString(now.getEpochSecond() - 10))
                .with("exp", Long.toString(now.getEpochSecond() + 900));
    }

    /** The same with another claim, in raw JSON. */
    public Claims with(String name, String json) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.put(name, json);
        return new Claims(changed);
    }

    /** The same with another claim, a text. */
    public Claims withText(String name, String text) {
        return with(name, quoted(text));
    }

    /** The same without a claim. */
    public Claims without(String name) {
        Map<String, String> changed = new LinkedHashMap<>(values);
        changed.remove(name);
        return new Claims(changed);
    }

    /** The claims as JSON. */
    public String json() {
        return values.entrySet().stream()
                .map(entry -> quoted(entry.getKey()) + ":" + entry.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String quoted(String text) {
        return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }

    @Override
    public String toString() {
        return json();
    }
}
