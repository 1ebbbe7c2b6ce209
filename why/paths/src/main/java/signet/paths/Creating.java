package signet.paths;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import signet.identity.PolicyHolder;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.User;
import signet.snapshot.Transaction;

/** Users and roles that somebody may make, give every permission and then act as: out of a boundary, for one. */
final class Creating {
    private static final String ROLE_ID = "AROASIGNETPATHSROLE00";
    private static final String USER_ID = "AIDASIGNETPATHSUSER00";

    private final World world;
    private final Power actor;

    Creating(World world, Power actor) {
        this.world = world;
        this.actor = actor;
    }

    void ways(Consumer<Way> consumer) {
        if (actor.covers("iam:CreateRole")) {
            for (String name : names("role/{name}")) {
                Role role = Role.create(
                        world.account(),
                        "/",
                        name,
                        ROLE_ID,
                        now(),
                        Assuming.trust(actor.holder().id()));
                Need create = Need.of("iam:CreateRole", role.arn());
                grants(role).forEach(grant -> consumer.accept(role(role, List.of(create, grant))));
            }
        }
        if (actor.covers("iam:CreateUser") && actor.covers("iam:CreateAccessKey")) {
            for (String name : names("user/{name}")) {
                User user = User.create(world.account(), "/", name, USER_ID, now());
                Need create = Need.of("iam:CreateUser", user.arn());
                Need key = Need.of("iam:CreateAccessKey", user.arn());
                grants(user).forEach(grant -> consumer.accept(user(user, List.of(create, grant, key))));
            }
        }
    }

    private java.time.Instant now() {
        return world.survey().inquiry().info().time();
    }

    private List<String> names(String resource) {
        return Names.of(actor, List.of("arn:aws:iam::" + world.account() + ":" + resource)).stream()
                .filter(name -> free(Tables.key(world.account(), name)))
                .toList();
    }

    private boolean free(String key) {
        return world.view().get(Tables.ROLES, key).isEmpty()
                && world.view().get(Tables.USERS, key).isEmpty();
    }

    /** The ways of giving it every permission. */
    private static Stream<Need> grants(PolicyHolder holder) {
        String kind = Holders.kind(holder);
        return Stream.of(
                Need.of("iam:Put" + kind + "Policy", holder.arn()),
                Need.of("iam:Attach" + kind + "Policy", holder.arn())
                        .with("iam:PolicyARN", Holders.ADMINISTRATOR_ACCESS));
    }

    private static <H extends PolicyHolder> PolicyHolder granted(H holder) {
        return holder.withAttached(List.of(Holders.ADMINISTRATOR_ACCESS));
    }

    private Way role(Role role, List<Need> needs) {
        Consumer<Transaction> change = tx -> tx.put(Tables.ROLES, role.key(), (Role) granted(role));
        return new Way(
                Becoming.method("", needs) + " + sts:AssumeRole",
                Hop.Kind.BECOME,
                actor.arn(),
                role.arn(),
                "makes role " + role.name() + " with every permission and assumes it",
                Map.of("new", role.name()),
                in -> Becoming.together(() -> in.power(actor.arn()).mayAll(needs), () -> {
                    World after = in.supposing(change);
                    return after.power(actor.arn()).mayAssume(role).map(List::of);
                }),
                change,
                true);
    }

    private Way user(User user, List<Need> needs) {
        List<Need> ordered = new ArrayList<>(needs);
        return new Way(
                Becoming.method("", ordered),
                Hop.Kind.BECOME,
                actor.arn(),
                user.arn(),
                "makes user " + user.name() + " with every permission and an access key of it",
                Map.of("new", user.name()),
                in -> in.power(actor.arn()).mayAll(ordered),
                tx -> tx.put(Tables.USERS, user.key(), (User) granted(user)),
                true);
    }
}
