package signet.paths;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Takes a path from its beginning again, asking for each step in the world that the hops before it have made. */
record Replay(World base, String start) {
    /** What a path leads to. */
    record Outcome(World world, Set<String> held, List<Hop> hops) {}

    /** The outcome of moves in their order; empty if one of them cannot be made then. */
    Optional<Outcome> of(List<Move> moves) {
        World world = base;
        Set<String> held = new HashSet<>();
        held.add(start);
        List<Hop> hops = new ArrayList<>();
        for (Move move : moves) {
            Way way = move.way();
            boolean acts = held.contains(way.from()) && world.find(way.from()).isPresent();
            Optional<Hop> hop = acts ? again(move, world) : Optional.empty();
            if (hop.isEmpty()) {
                return Optional.empty();
            }
            hops.add(hop.get());
            world = way.after(world);
            if (way.kind() == Hop.Kind.BECOME) {
                held.add(way.to());
            }
        }
        return Optional.of(new Outcome(world, held, hops));
    }

    /** In the world that it was found in it need not be asked again. */
    @SuppressWarnings("ReferenceEquality") // the very world, not one like it
    private static Optional<Hop> again(Move move, World world) {
        return world == move.in() ? Optional.of(move.hop()) : move.way().in(world);
    }

    /**
     * As few of the moves as lead there, in their order.
     *
     * @return empty if even all of them do not
     */
    List<Move> least(List<Move> moves, String to, boolean administrator) {
        if (!leads(moves, to, administrator)) {
            return List.of();
        }
        List<Move> left = new ArrayList<>(moves);
        for (int size = Math.max(1, left.size() / 2); size >= 1; size /= 2) {
            for (int end = left.size(); end > 0; end = Math.min(end - size, left.size())) {
                List<Move> without = new ArrayList<>(left.subList(0, Math.max(0, end - size)));
                without.addAll(left.subList(end, left.size()));
                if (leads(without, to, administrator)) {
                    left = without;
                }
            }
        }
        return List.copyOf(left);
    }

    private boolean leads(List<Move> moves, String to, boolean administrator) {
        return of(moves)
                .filter(outcome -> outcome.held().contains(to))
                .filter(outcome -> !administrator
                        || outcome.world().find(to).filter(Power::administrator).isPresent())
                .isPresent();
    }
}
