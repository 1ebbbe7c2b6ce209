package signet.paths;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import signet.identity.Role;
import signet.policy.Context;

/** Roles that somebody may pass to a service and have it run code in them, by the table of {@link PassMethods}. */
final class Passing {
    static final String PASS = "iam:PassRole";

    private final World world;
    private final Power actor;

    Passing(World world, Power actor) {
        this.world = world;
        this.actor = actor;
    }

    void ways(Consumer<Way> consumer) {
        if (!actor.covers(PASS)) {
            return;
        }
        for (PassMethod method : PassMethods.all()) {
            if (method.needs().stream().allMatch(need -> actor.covers(need.action()))) {
                List<String> names = names(method);
                for (Role role : names.isEmpty() ? List.<Role>of() : world.trusting(method.trusted())) {
                    consumer.accept(way(method, role, names));
                }
            }
        }
    }

    /**
     * The names under which the method's resources may be made, where that does not depend on the role; of those that make no
     * difference to the pass either, one.
     */
    private List<String> names(PassMethod method) {
        List<String> all = Names.of(actor, method);
        boolean ofRole = method.needs().stream().anyMatch(need -> need.keys().containsValue("{role}"));
        if (ofRole) {
            return all;
        }
        List<String> working = all.stream()
                .filter(name ->
                        actor.mayAll(needs(method, values(world, "", name))).isPresent())
                .toList();
        boolean matters = method.associated().contains("{name}") && actor.asksFor("iam:AssociatedResourceArn");
        return matters || working.isEmpty() ? working : working.subList(0, 1);
    }

    private static List<Need> needs(PassMethod method, Map<String, String> values) {
        return method.needs().stream().map(need -> need.filled(values)).toList();
    }

    private Way way(PassMethod method, Role role, List<String> names) {
        return Becoming.way(
                method.method(),
                actor,
                role.arn(),
                "passes " + role.name() + " to " + method.passed() + " and runs code in it",
                Map.of("service", method.passed(), "trusted", method.trusted()),
                in -> steps(in, method, role, names));
    }

    private Optional<List<Step>> steps(World in, PassMethod method, Role role, List<String> names) {
        Power power = in.power(actor.arn());
        return names.stream()
                .map(name -> values(in, role.arn(), name))
                .flatMap(values -> Becoming.together(
                        () -> power.mayPass(role, method.passed(), PassMethod.fill(method.associated(), values))
                                .map(List::of),
                        () -> power.mayAll(needs(method, values)),
                        () -> in.trusted(role, method.trusted(), source(in, method))
                                .map(List::of))
                        .stream())
                .findFirst();
    }

    private static Context source(World in, PassMethod method) {
        return method.sourceAccount()
                ? Context.builder().put("aws:SourceAccount", in.account()).build()
                : Context.EMPTY;
    }

    private static Map<String, String> values(World in, String role, String name) {
        Map<String, String> values = new HashMap<>();
        values.put("region", in.region());
        values.put("account", in.account());
        values.put("role", role);
        values.put("name", name);
        return values;
    }
}
