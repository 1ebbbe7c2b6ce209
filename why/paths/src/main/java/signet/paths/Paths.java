package signet.paths;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import signet.identity.PolicyHolder;

/**
 * Finds how principals of an account come to act as others. A step counts only if the engine allows each access of it on the
 * very resource with the keys that the request would have. Answers are of one view; for one thread.
 */
public final class Paths {
    private final World world;

    /** Paths in an account. */
    public Paths(Survey survey) {
        this(survey, false);
    }

    /** @param exhaustive whether to ask the engine also where an index says that it is in vain */
    Paths(Survey survey, boolean exhaustive) {
        this.world = new World(survey, survey.inquiry().view(), exhaustive);
    }

    /** The actions that somebody has to be allowed on {@code *} to be an administrator. */
    public static List<String> everything() {
        return Power.EVERYTHING;
    }

    /** Every user and role, by ARN. */
    public List<String> principals() {
        return Stream.concat(
                        world.users().stream().map(PolicyHolder::arn),
                        world.roles().stream().map(PolicyHolder::arn))
                .toList();
    }

    /** Whether a user or role is an administrator as it is. */
    public boolean administrator(String arn) {
        return world.power(arn).administrator();
    }

    /**
     * A shortest path to an administrator, or to where the beginner is one itself.
     *
     * @param from the ARN of a user or role
     */
    public Optional<Path> toAdministrator(String from) {
        return first(from, null);
    }

    /** A shortest path to another user or role. */
    public Optional<Path> to(String from, String to) {
        return first(from, to).filter(path -> !path.hops().isEmpty());
    }

    private Optional<Path> first(String from, @Nullable String to) {
        return new Search(world, from, to, false).run().stream().findFirst();
    }

    /** One path to each principal that can be reached, shortest first; an administrator's own is empty. */
    public List<Path> from(String from) {
        return new Search(world, from, null, true)
                .run().stream()
                        .sorted(Comparator.comparingInt(
                                        (Path path) -> path.hops().size())
                                .thenComparing(Path::to))
                        .toList();
    }

    /** A shortest path to an administrator from everybody who has one and is none. */
    public List<Path> everybodys() {
        List<Path> all = new ArrayList<>();
        for (String arn : principals()) {
            if (!administrator(arn)) {
                toAdministrator(arn).ifPresent(all::add);
            }
        }
        return all;
    }

    /** Everything that one principal can do in one hop to act as others, by every way that there is. */
    public List<Hop> hops(String from) {
        return new Becoming(world, world.power(from))
                .all().stream().map(Move::hop).toList();
    }

    /** Who can pass which role to what, and what it could do then. */
    public PassRoleMap passRoleMap() {
        return PassRoleMap.of(world, this);
    }
}
