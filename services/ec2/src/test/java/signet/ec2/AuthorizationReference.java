package signet.ec2;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;

/**
 * What the Service Authorization Reference knows of the actions that EC2 asks for here: their resource types and the
 * condition keys of each of these, which the catalogue of actions does not tell apart. What an operation declares must be
 * in it.
 */
final class AuthorizationReference {
    private static final Map<String, Map<String, Set<String>>> ACTIONS = read();

    private AuthorizationReference() {}

    /** Why an access is not of the reference; empty if it is. */
    static List<String> strange(Access access) {
        List<String> strange = signet.actions.reference.AuthorizationReference.strange(
                List.of(new signet.actions.reference.AuthorizationReference.Declared(
                        access.action(), access.resource(), access.keys().keys())));
        return strange.isEmpty() ? strangeHere(access) : strange;
    }

    /** The same for what is known of single types of resources, more narrowly. */
    private static List<String> strangeHere(Access access) {
        Map<String, Set<String>> types = ACTIONS.get(access.action());
        if (types == null) {
            return List.of("no action " + access.action());
        }
        Set<String> known = types.get(type(access.resource()));
        if (known == null) {
            return List.of(access.action() + " knows no " + access.resource());
        }
        return access.keys().keys().stream()
                .filter(key -> !isKnown(known, key))
                .map(key -> access.action() + " on " + access.resource() + " has no " + key)
                .toList();
    }

    /** The keys that an action has on a type of resource. */
    static Set<String> keys(String action, String type) {
        return new TreeSet<>(Objects.requireNonNull(ACTIONS.get(action)).getOrDefault(type, Set.of()));
    }

    /** A role's tags are not in the reference, but AWS's own managed policies ask for them. */
    private static boolean isKnown(Set<String> known, String key) {
        if (key.equals("aws:ResourceAccount") || key.startsWith("iam:ResourceTag/")) {
            return true;
        }
        int slash = key.indexOf('/');
        return known.contains(key) || (slash > 0 && known.contains(key.substring(0, slash) + "/*"));
    }

    private static String type(String resource) {
        String[] parts = resource.split(":", 6);
        return parts.length < 6 ? "*" : parts[5].substring(0, parts[5].indexOf('/'));
    }

    private static Map<String, Map<String, Set<String>>> read() {
        Map<String, Map<String, Set<String>>> all = new HashMap<>();
        try (BufferedReader in = new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(AuthorizationReference.class.getResourceAsStream("authorization-reference.tsv")),
                StandardCharsets.UTF_8))) {
            in.readLine();
            for (@Nullable String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split("\t", -1);
                all.computeIfAbsent(cells[0], _ -> new HashMap<>()).put(cells[1], Set.of(cells[2].split(" ")));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }
}
