package signet.actions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Every service, action, resource type and condition key that AWS's Service Authorization Reference names. Read on first use;
 * each service's part is decoded when it is first asked for. Safe for all threads.
 */
public final class ActionCatalogue {
    private final String version;
    private final KeyTable globalKeys;
    private final Map<String, List<String>> foreignPrefixes = new LinkedHashMap<>();
    private final Map<String, LazyService> services = new LinkedHashMap<>();

    private ActionCatalogue(byte[] bytes) {
        ByteReader in = new ByteReader(bytes, 0);
        version = in.text();
        globalKeys = new KeyTable(in.list(() -> ServiceReader.key(in)));
        for (int left = in.number(); left > 0; left--) {
            foreignPrefixes.put(in.text().toLowerCase(Locale.ROOT), in.list(in::text));
        }
        Map<String, Integer> lengths = new LinkedHashMap<>();
        for (int left = in.number(); left > 0; left--) {
            lengths.put(in.text(), in.number());
        }
        int start = in.position();
        for (Map.Entry<String, Integer> service : lengths.entrySet()) {
            services.put(service.getKey(), new LazyService(service.getKey(), bytes, start));
            start += service.getValue();
        }
    }

    private static final class Holder {
        private static final ActionCatalogue AWS = new ActionCatalogue(resource());

        private static byte[] resource() {
            InputStream file =
                    Objects.requireNonNull(ActionCatalogue.class.getResourceAsStream("catalogue.bin"), "catalogue.bin");
            Inflater inflater = new Inflater(true);
            try (InputStream in = new InflaterInputStream(file, inflater)) {
                return in.readAllBytes();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                inflater.end();
            }
        }
    }

    /** The one catalogue. */
    public static ActionCatalogue aws() {
        return Holder.AWS;
    }

    /** The version of the data's package, which ends with the day it was taken from AWS, such as {@code 0.21.202609261}. */
    public String version() {
        return version;
    }

    /** The prefixes of all services, sorted. */
    public Collection<String> prefixes() {
        return Collections.unmodifiableSet(services.keySet());
    }

    /** All services in the order of their prefixes. */
    public List<Service> services() {
        return services.values().stream().map(LazyService::get).toList();
    }

    /** The service of this prefix, such as {@code s3}, in any case. */
    public Optional<Service> service(String prefix) {
        return Optional.ofNullable(services.get(prefix.toLowerCase(Locale.ROOT)))
                .map(LazyService::get);
    }

    /** The action of this name, such as {@code s3:GetObject}, in any case; empty for patterns too. */
    public Optional<Action> action(String name) {
        int colon = name.indexOf(':');
        return colon < 0
                ? Optional.empty()
                : service(name.substring(0, colon)).flatMap(service -> service.action(name.substring(colon + 1)));
    }

    /**
     * The actions that a pattern means, in order of services and names: {@code *} is any text and {@code ?} one character,
     * anywhere, case is ignored, {@code *} alone is every action. A name without wildcard is itself, where it exists.
     */
    public List<Action> expand(String pattern) {
        int colon = pattern.indexOf(':');
        if (colon < 0) {
            return pattern.equals("*") ? expand("*:*") : List.of();
        }
        String prefix = pattern.substring(0, colon).toLowerCase(Locale.ROOT);
        String name = pattern.substring(colon + 1).toLowerCase(Locale.ROOT);
        if (!hasWildcard(prefix)) {
            return service(prefix).map(service -> expand(service, name)).orElse(List.of());
        }
        int[] codes = Wildcards.policyPattern(prefix);
        List<Action> actions = new ArrayList<>();
        services.forEach((known, service) -> {
            if (Wildcards.matches(codes, known)) {
                actions.addAll(expand(service.get(), name));
            }
        });
        return actions;
    }

    private static List<Action> expand(Service service, String name) {
        if (!hasWildcard(name)) {
            return service.action(name).map(List::of).orElse(List.of());
        }
        if (name.equals("*")) {
            return List.copyOf(service.actions());
        }
        return service.matching(Wildcards.policyPattern(name));
    }

    private static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** The global key that a policy's key, in any case, means: those with the prefix {@code aws:}, and a few of services. */
    public Optional<ConditionKey> globalKey(String key) {
        return globalKeys.find(key);
    }

    /** The global keys. */
    public List<ConditionKey> globalKeys() {
        return globalKeys.all();
    }

    /** The key, global or of a service, that a policy's key, in any case, means. */
    public Optional<ConditionKey> conditionKey(String key) {
        Optional<ConditionKey> global = globalKeys.find(key);
        if (global.isPresent()) {
            return global;
        }
        for (String prefix : servicesOfKey(key)) {
            Optional<ConditionKey> found = service(prefix).flatMap(service -> service.conditionKey(key));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /**
     * The prefixes of the services that a key's own prefix belongs to; for instance that of {@code accounts.google.com:sub} to
     * {@code sts}. Empty for a prefix that nobody has.
     */
    public List<String> servicesOfKey(String key) {
        int colon = key.indexOf(':');
        String prefix = (colon < 0 ? key : key.substring(0, colon)).toLowerCase(Locale.ROOT);
        if (services.containsKey(prefix)) {
            return List.of(prefix);
        }
        return List.copyOf(foreignPrefixes.getOrDefault(prefix, List.of()));
    }
}
