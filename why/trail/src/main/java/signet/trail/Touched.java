package signet.trail;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resources that the parameters of one event name, and the secrets among its parameters, while it is written. */
final class Touched {
    /** An event may be about thousands; search finds it by so many of them. */
    private static final int MOST = 100;

    private final Set<TouchedResource> resources = new LinkedHashSet<>();
    private final Set<String> secrets = new LinkedHashSet<>();

    void add(String type, String name) {
        if (resources.size() < MOST && !name.isEmpty()) {
            resources.add(new TouchedResource(type, name));
        }
    }

    void secret(@Nullable Object value) {
        switch (value) {
            case String text when secrets.size() < MOST -> secrets.add(text);
            case Collection<?> several -> several.forEach(this::secret);
            case Map<?, ?> entries -> entries.values().forEach(this::secret);
            case null, default -> {
                // nothing that a message could quote
            }
        }
    }

    List<TouchedResource> resources() {
        return List.copyOf(resources);
    }

    Set<String> secrets() {
        return secrets;
    }
}
