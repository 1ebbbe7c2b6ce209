package signet.actions.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import signet.actions.Action;
import signet.actions.ActionCatalogue;

/**
 * What the Service Authorization Reference knows of an access. What an operation declares must be in it: the action
 * exists, the resource is of a type that the action has, and the condition keys are known with one of the actions that the
 * same request asks for.
 */
public final class AuthorizationReference {
    /** Keys that look global but are known with some actions only. */
    private static final List<String> OF_TAGS = List.of("aws:requesttag/", "aws:tagkeys", "aws:resourcetag/");

    private AuthorizationReference() {}

    /**
     * An access as it is declared.
     *
     * @param action such as {@code s3:GetObject}
     * @param resource an ARN, or {@code *}
     * @param keys the names of the condition keys that it brings along
     */
    public record Declared(String action, String resource, Set<String> keys) {
        /** Copies. */
        public Declared {
            keys = Set.copyOf(keys);
        }
    }

    /** Whether there is an action of this name, such as {@code s3:GetObject}. */
    public static boolean hasAction(String name) {
        return ActionCatalogue.aws().action(name).isPresent();
    }

    /** Why the accesses of one request are not of the reference; empty if they are. */
    public static List<String> strange(Collection<Declared> request) {
        List<String> found = new ArrayList<>();
        List<Action> actions = new ArrayList<>();
        for (Declared access : request) {
            Optional<Action> action = ActionCatalogue.aws().action(access.action());
            if (action.isEmpty()) {
                found.add("there is no action " + access.action());
            } else {
                actions.add(action.get());
                if (!hasResource(action.get(), access.resource())) {
                    found.add(access.action() + " knows no " + access.resource());
                }
            }
        }
        for (Declared access : request) {
            access.keys().stream()
                    .filter(key -> !isKnown(actions, key))
                    .map(key -> access.action() + " on " + access.resource() + " has no " + key)
                    .forEach(found::add);
        }
        return found;
    }

    /** An action without resource types is asked about everything, or about whatever its denials name. */
    private static boolean hasResource(Action action, String resource) {
        if (action.isWildcardOnly()) {
            return true;
        }
        return resource.equals("*")
                ? action.targets().stream().noneMatch(Action.Target::required)
                : action.fits(resource);
    }

    /** A role's tags are not everywhere in the reference, but AWS's own managed policies ask for them. */
    private static boolean isKnown(List<Action> actions, String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        boolean global = ActionCatalogue.aws().globalKey(key).isPresent()
                && OF_TAGS.stream().noneMatch(lower::startsWith);
        return global
                || lower.startsWith("iam:resourcetag/")
                || actions.stream().anyMatch(action -> action.supports(key));
    }
}
