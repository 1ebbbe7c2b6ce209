package signet.lint;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** What AWS uses in its own policies and documents nowhere: no error, but nothing to write either. */
final class Undocumented {
    private static final Set<String> NAMES = read();

    private Undocumented() {}

    private static Set<String> read() {
        try (InputStream in = Objects.requireNonNull(Undocumented.class.getResourceAsStream("undocumented.txt"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.toUnmodifiableSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static boolean isService(String prefix) {
        return NAMES.contains(prefix.toLowerCase(Locale.ROOT) + ":*");
    }

    static boolean isAction(String action) {
        return NAMES.contains(action.toLowerCase(Locale.ROOT));
    }

    /** Whether it is such a condition key, or any key of such a service. */
    static boolean isKey(String lowerKey) {
        return NAMES.contains(lowerKey) || isService(lowerKey.substring(0, Math.max(0, lowerKey.indexOf(':'))));
    }
}
