package signet.actions.reference;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
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

    private static final Pattern ROOT = Pattern.compile("arn:aws:iam::[0-9]{12}:root");

    private static final Pattern ISSUERS = Pattern.compile("(localhost|[a-z0-9.-]+\\.[a-z]+)(:[0-9]+)?(/.*)?:[^:/]+");

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
        request.forEach(access -> ActionCatalogue.aws()
                .action(access.action())
                .ifPresentOrElse(actions::add, () -> found.add("there is no action " + access.action())));
        for (Declared access : request) {
            ActionCatalogue.aws()
                    .action(access.action())
                    .filter(action -> !hasResource(action, access.resource(), actions))
                    .ifPresent(action -> found.add(access.action() + " knows no " + access.resource()));
            access.keys().stream()
                    .filter(key -> !isKnown(actions, key))
                    .map(key -> access.action() + " on " + access.resource() + " has no " + key)
                    .forEach(found::add);
        }
        return found;
    }

    /**
     * An action without resource types is asked about everything, or about whatever its denials name. Root users are
     * resources that the reference does not list, but AWS's managed policies for root tasks do. An action that needs none
     * of its types, such as sts:TagSession, may be about what another of the same request is about.
     */
    private static boolean hasResource(Action action, String resource, List<Action> request) {
        boolean root = action.service().equals("iam") && ROOT.matcher(resource).matches();
        if (action.isWildcardOnly() || root) {
            return true;
        }
        boolean free = action.targets().stream().noneMatch(Action.Target::required);
        return resource.equals("*")
                ? free
                : action.fits(resource)
                        || (free
                                && request.stream().anyMatch(other -> !other.isWildcardOnly() && other.fits(resource)));
    }

    /**
     * A role's tags are not everywhere in the reference, but AWS's own managed policies ask for them. The keys of an issuer's
     * tokens begin with its address, and only some issuers' are in the reference (IAM User Guide, "Available keys for AWS
     * OIDC federation").
     */
    private static boolean isKnown(List<Action> actions, String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        boolean global = ActionCatalogue.aws().globalKey(key).isPresent()
                && OF_TAGS.stream().noneMatch(lower::startsWith);
        return global
                || lower.startsWith("iam:resourcetag/")
                || (ISSUERS.matcher(key).matches() && actions.stream().anyMatch(AuthorizationReference::takesTokens))
                || actions.stream().anyMatch(action -> action.supports(key));
    }

    private static boolean takesTokens(Action action) {
        return action.service().equals("sts") && action.name().equals("AssumeRoleWithWebIdentity");
    }
}
