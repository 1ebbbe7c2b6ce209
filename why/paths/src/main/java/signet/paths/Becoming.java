package signet.paths;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** All ways in which one principal of an account can come to act as another, in one hop. */
final class Becoming {
    private final World world;
    private final Power actor;

    Becoming(World world, Power actor) {
        this.world = world;
        this.actor = actor;
    }

    /** The first way to each principal that can be reached. */
    List<Move> each() {
        Map<String, Move> found = new LinkedHashMap<>();
        Set<String> tried = new HashSet<>();
        tried.add(actor.arn());
        ways(way -> {
            if (!tried.contains(way.to())) {
                way.in(world).ifPresent(hop -> {
                    tried.add(way.to());
                    found.put(way.to(), new Move(way, hop, world));
                });
            }
        });
        return List.copyOf(found.values());
    }

    /** Every way to every principal. */
    List<Move> all() {
        List<Move> found = new ArrayList<>();
        ways(way -> {
            if (!way.to().equals(actor.arn())) {
                way.in(world).ifPresent(hop -> found.add(new Move(way, hop, world)));
            }
        });
        return found;
    }

    private void ways(Consumer<Way> consumer) {
        new Assuming(world, actor).ways(consumer);
        new Working(world, actor).ways(consumer);
        new Passing(world, actor).ways(consumer);
        new Launching(world, actor).ways(consumer);
        new Impersonating(world, actor).ways(consumer);
        new Assuming(world, actor).afterTrusting(consumer);
        new Creating(world, actor).ways(consumer);
    }

    /** The steps of several questions, asked in turn until one is answered with no. */
    @SafeVarargs
    static Optional<List<Step>> together(Supplier<Optional<List<Step>>>... questions) {
        List<Step> steps = new ArrayList<>();
        for (Supplier<Optional<List<Step>>> question : questions) {
            Optional<List<Step>> more = question.get();
            if (more.isEmpty()) {
                return Optional.empty();
            }
            steps.addAll(more.get());
        }
        return Optional.of(steps);
    }

    /** A way to become somebody that leaves the account's permissions as they are. */
    static Way way(String method, Power actor, String to, String what, Map<String, String> details, Way.Check check) {
        return new Way(method, Hop.Kind.BECOME, actor.arn(), to, what, details, check, null, true);
    }

    /** The actions of some needs, as a method's name. */
    static String method(String first, List<Need> needs) {
        return String.join(
                " + ",
                Stream.concat(Stream.of(first), needs.stream().map(Need::action))
                        .filter(action -> !action.isEmpty())
                        .distinct()
                        .toList());
    }
}
