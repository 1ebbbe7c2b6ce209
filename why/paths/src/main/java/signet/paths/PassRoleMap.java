package signet.paths;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import signet.identity.Role;
import signet.policy.Context;
import signet.policy.Effect;
import signet.policy.SourcedPolicy;

/**
 * Who can pass which role to which service, for a whole account. Administrators can pass every role: they are named once, and
 * not again with each role.
 *
 * @param administrators the ARNs of users and roles that can do everything
 * @param passes each pass that is allowed, of a role to a service that the role trusts
 * @param assumptions who can assume which role, so that chains can be followed
 * @param roles what the roles in passes and assumptions could do, by ARN
 */
public record PassRoleMap(
        List<String> administrators, List<Pass> passes, List<Hop> assumptions, Map<String, Reach> roles) {
    public PassRoleMap {
        administrators = List.copyOf(administrators);
        passes = List.copyOf(passes);
        assumptions = List.copyOf(assumptions);
        roles = java.util.Collections.unmodifiableMap(new TreeMap<>(roles));
    }

    /**
     * A pass that is allowed.
     *
     * @param who the ARN of the user or role
     * @param role the role's ARN
     * @param service to which the role is passed, and which it trusts
     * @param steps the pass, and the service's assuming of the role
     * @param starts what can be started with it, and how; empty if nothing that is known
     */
    public record Pass(String who, String role, String service, List<Step> steps, List<Hop> starts) {
        public Pass {
            steps = List.copyOf(steps);
            starts = List.copyOf(starts);
        }
    }

    /**
     * What a role could do.
     *
     * @param actions the entries of Action in its Allow statements, as written; what boundaries and conditions leave of them is
     *     the engine's to say
     * @param next the ARNs of the users and roles that it could come to act as in one hop
     * @param toAdministrator whether a path leads from it to an administrator
     */
    public record Reach(boolean administrator, boolean toAdministrator, Set<String> actions, List<String> next) {
        public Reach {
            actions = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(actions));
            next = List.copyOf(next);
        }
    }

    static PassRoleMap of(World world, Paths paths) {
        List<String> administrators = new ArrayList<>();
        List<Pass> passes = new ArrayList<>();
        List<Hop> assumptions = new ArrayList<>();
        for (String arn : paths.principals()) {
            if (paths.administrator(arn)) {
                administrators.add(arn);
            } else {
                Power power = world.power(arn);
                passes.addAll(passes(world, power));
                new Assuming(world, power)
                        .ways(way -> way.in(world)
                                .filter(hop -> !hop.to().equals(arn))
                                .ifPresent(assumptions::add));
            }
        }
        Set<String> roles = new LinkedHashSet<>();
        passes.forEach(pass -> roles.add(pass.role()));
        assumptions.forEach(hop -> roles.add(hop.to()));
        Map<String, Reach> reach = new TreeMap<>();
        roles.forEach(role -> reach.put(role, reach(world, paths, role)));
        return new PassRoleMap(administrators, passes, assumptions, reach);
    }

    private static List<Pass> passes(World world, Power power) {
        if (!power.covers(Passing.PASS)) {
            return List.of();
        }
        List<Hop> starts = starts(world, power);
        List<Pass> passes = new ArrayList<>();
        for (Role role : world.roles()) {
            for (String service : world.servicesTrusted(role)) {
                pass(world, power, role, service, starts).ifPresent(passes::add);
            }
        }
        return passes;
    }

    private static List<Hop> starts(World world, Power power) {
        List<Hop> hops = new ArrayList<>();
        new Passing(world, power).ways(way -> way.in(world).ifPresent(hops::add));
        new Launching(world, power).ways(way -> way.in(world).ifPresent(hops::add));
        new Working(world, power)
                .ways(way -> way.in(world)
                        .filter(hop -> hop.method().startsWith(Passing.PASS))
                        .ifPresent(hops::add));
        return hops;
    }

    /** Where a start shows that the pass is allowed with the keys of that start, it is; else it is asked for as it stands. */
    private static Optional<Pass> pass(World world, Power power, Role role, String service, List<Hop> starts) {
        List<Hop> ofThis = starts.stream()
                .filter(hop -> hop.to().equals(role.arn()))
                .filter(hop -> service.equals(hop.details().get("trusted"))
                        || service.equals(hop.details().get("service")))
                .toList();
        Optional<List<Step>> steps = ofThis.isEmpty()
                ? Becoming.together(
                        () -> power.mayPass(role, service, "").map(List::of),
                        () -> world.trusted(role, service, Context.EMPTY).map(List::of))
                : Optional.of(ofThis.getFirst().steps().stream()
                        .filter(step -> step.action().equals(Passing.PASS)
                                || step.action().equals("sts:AssumeRole"))
                        .toList());
        return steps.map(found -> new Pass(power.arn(), role.arn(), service, found, ofThis));
    }

    private static Reach reach(World world, Paths paths, String role) {
        boolean administrator = paths.administrator(role);
        return new Reach(
                administrator,
                administrator || paths.toAdministrator(role).isPresent(),
                actions(world, world.power(role)),
                administrator
                        ? List.of()
                        : world.becomings(role).stream()
                                .map(move -> move.way().to())
                                .toList());
    }

    private static Set<String> actions(World world, Power power) {
        Set<String> actions = new LinkedHashSet<>();
        for (SourcedPolicy policy : world.survey().permissions().identity(world.view(), power.holder())) {
            policy.policy().statements().stream()
                    .filter(statement -> statement.effect() == Effect.ALLOW)
                    .forEach(statement -> {
                        actions.addAll(statement.actions());
                        statement.notActions().forEach(action -> actions.add("all but " + action));
                    });
        }
        return actions;
    }
}
