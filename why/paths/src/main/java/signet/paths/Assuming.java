package signet.paths;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.Transaction;

/** Roles that somebody may assume, as their trust policies are or as somebody may make them. */
final class Assuming {
    private static final String ASSUME = "sts:AssumeRole";
    private static final String UPDATE = "iam:UpdateAssumeRolePolicy";

    private final World world;
    private final Power actor;

    Assuming(World world, Power actor) {
        this.world = world;
        this.actor = actor;
    }

    void ways(Consumer<Way> consumer) {
        Stream<Role> roles = world.pruned()
                ? world.trusting().of(actor.holder().id(), actor.covers(ASSUME))
                : world.roles().stream();
        roles.forEach(role -> consumer.accept(Becoming.way(
                ASSUME,
                actor,
                role.arn(),
                "assumes " + role.name(),
                Map.of(),
                in -> in.power(actor.arn()).mayAssume(role(in, role)).map(List::of))));
    }

    /** The same role in another world, where its trust policy may be another. */
    private static Role role(World world, Role role) {
        return world.view().get(Tables.ROLES, role.key()).orElse(role);
    }

    /** Roles that are made to trust whoever makes them, and then assumed. */
    void afterTrusting(Consumer<Way> consumer) {
        if (!actor.covers(UPDATE)) {
            return;
        }
        for (Role role : world.roles()) {
            if (!Holders.protectedByAws(role)) {
                consumer.accept(trusting(role));
            }
        }
    }

    private Way trusting(Role role) {
        Consumer<Transaction> change = tx -> tx.get(Tables.ROLES, role.key())
                .ifPresent(found -> tx.put(
                        Tables.ROLES,
                        found.key(),
                        found.withTrust(trust(actor.holder().id()))));
        return new Way(
                UPDATE + " + " + ASSUME,
                Hop.Kind.BECOME,
                actor.arn(),
                role.arn(),
                "makes " + role.name() + " trust " + Raising.worded(actor.holder()) + " and assumes it",
                Map.of("role", role.name(), "kind", actor.holder() instanceof User ? "User" : "Role"),
                in -> Becoming.together(
                        () -> in.power(actor.arn())
                                .may(Need.of(UPDATE, role.arn()))
                                .map(List::of),
                        () -> {
                            World after = in.supposing(change);
                            return after.power(actor.arn())
                                    .mayAssume(role(after, role))
                                    .map(List::of);
                        }),
                change,
                true);
    }

    /** A stored trust policy that lets one principal assume the role. */
    static String trust(String principal) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"AWS\":\"" + principal
                + "\"},\"Action\":\"sts:AssumeRole\"}]}";
    }
}
