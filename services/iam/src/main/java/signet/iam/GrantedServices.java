package signet.iam;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import signet.actions.Action;
import signet.actions.ActionCatalogue;
import signet.actions.Service;
import signet.policy.Effect;
import signet.policy.Policy;
import signet.policy.Statement;

/**
 * The services of which policies allow any action. What denies, resources and conditions are not looked at, as with
 * ListPoliciesGrantingServiceAccess.
 */
final class GrantedServices {
    private static final ActionCatalogue CATALOGUE = ActionCatalogue.aws();
    private static final Set<String> EVERYTHING = Set.of("*", "*:*");

    private GrantedServices() {}

    /** The prefixes of the services that any of the policies allows something of, sorted. */
    static SortedSet<String> of(Collection<Policy> policies) {
        SortedSet<String> granted = new TreeSet<>();
        for (Policy policy : policies) {
            policy.statements().stream()
                    .filter(statement -> statement.effect() == Effect.ALLOW)
                    .forEach(statement -> granted.addAll(of(statement)));
        }
        return granted;
    }

    /** Every service that there is. */
    static SortedSet<String> all() {
        return new TreeSet<>(CATALOGUE.prefixes());
    }

    /** A service's name, such as {@code Amazon S3}. */
    static String name(String prefix) {
        return CATALOGUE.service(prefix).map(Service::name).orElse(prefix);
    }

    private static Set<String> of(Statement statement) {
        if (!statement.notActions().isEmpty()) {
            return allBut(statement.notActions());
        }
        if (statement.actions().stream().anyMatch(EVERYTHING::contains)) {
            return all();
        }
        Set<String> granted = new HashSet<>();
        for (String pattern : statement.actions()) {
            CATALOGUE.expand(pattern).forEach(action -> granted.add(action.service()));
        }
        return granted;
    }

    /** The services of which some action is left. */
    private static Set<String> allBut(List<String> patterns) {
        if (patterns.stream().anyMatch(EVERYTHING::contains)) {
            return Set.of();
        }
        Set<Action> excluded = new HashSet<>();
        patterns.forEach(pattern -> excluded.addAll(CATALOGUE.expand(pattern)));
        Set<String> suspects = new HashSet<>();
        excluded.forEach(action -> suspects.add(action.service()));
        Set<String> granted = all();
        granted.removeIf(prefix -> suspects.contains(prefix)
                && CATALOGUE
                        .service(prefix)
                        .map(Service::actions)
                        .map(excluded::containsAll)
                        .orElse(true));
        return granted;
    }
}
