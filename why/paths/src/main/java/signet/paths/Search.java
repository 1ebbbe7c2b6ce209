package signet.paths;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import signet.snapshot.Transaction;

/**
 * Everything that one principal can come to, the fewest hops first. Whom it has once become it stays, so what it has grows: a
 * principal that it acts as may give more power to another that it acts as. Changes that alone make nobody an administrator are
 * made together, as far as they take nothing away, and looked at again.
 */
final class Search {
    private static final int MOST_WORLDS = 4;

    private final World base;
    private final String start;
    private final @Nullable String target;
    private final boolean all;

    private World world;
    private final List<Move> made = new ArrayList<>();
    private final Map<String, List<Move>> held = new LinkedHashMap<>();
    private final Set<String> changed = new HashSet<>();
    private final Map<String, Path> found = new LinkedHashMap<>();

    /**
     * @param start the ARN of a user or role
     * @param target the ARN of whom to reach; null for any administrator
     * @param all whether to go on after the first
     */
    Search(World base, String start, @Nullable String target, boolean all) {
        this.base = base;
        this.world = base;
        this.start = start;
        this.target = target;
        this.all = all;
    }

    /** The paths, by whom they reach; none to the beginner itself but where it becomes an administrator. */
    Collection<Path> run() {
        held.put(start, List.of());
        if (base.power(start).administrator()) {
            return target == null || target.equals(start)
                    ? List.of(new Path(start, start, true, List.of()))
                    : List.of(fromAdministrator(target));
        }
        for (int count = 0; count < MOST_WORLDS && !done(); count++) {
            List<Move> pending = spread();
            if (done() || pending.isEmpty()) {
                break;
            }
            List<Consumer<Transaction>> changes = new ArrayList<>();
            for (Move move : pending) {
                held.getOrDefault(move.way().from(), List.of()).forEach(made::add);
                made.add(move);
                Optional.ofNullable(move.way().change()).ifPresent(changes::add);
            }
            world = world.supposing(tx -> changes.forEach(change -> change.accept(tx)));
            for (String arn : List.copyOf(held.keySet())) {
                reached(world, arn, held(arn));
            }
        }
        return found.values();
    }

    /** An administrator needs no search: it takes the first way there is. */
    private Path fromAdministrator(String arn) {
        return new Becoming(base, base.power(start))
                .each().stream()
                        .filter(move -> move.way().to().equals(arn))
                        .map(move -> path(base, arn, List.of(move)))
                        .findFirst()
                        .orElseGet(() -> new Path(start, arn, false, List.of()));
    }

    private boolean done() {
        return !all && !found.isEmpty();
    }

    private List<Move> held(String arn) {
        return held.getOrDefault(arn, List.of());
    }

    /** Becomes whom it can in this world; returns the changes that may be worth making. */
    private List<Move> spread() {
        List<Move> pending = new ArrayList<>();
        List<String> frontier = List.copyOf(held.keySet());
        Set<String> seen = new LinkedHashSet<>();
        while (!frontier.isEmpty() && !done()) {
            List<String> next = new ArrayList<>();
            seen.addAll(frontier);
            raise(seen, new HashSet<>(frontier), pending);
            if (done()) {
                return pending;
            }
            for (String arn : frontier) {
                if (target == null && world.power(arn).administrator()) {
                    continue;
                }
                for (Move move : world.becomings(arn)) {
                    become(arn, move, next);
                    if (done()) {
                        return pending;
                    }
                }
            }
            frontier = next;
        }
        return pending;
    }

    private void become(String actor, Move move, List<String> next) {
        String arn = move.way().to();
        if (held.containsKey(arn)) {
            return;
        }
        List<Move> trail = with(held(actor), move);
        if (world.find(arn).isEmpty()) {
            // It is made on the way: it is worth it only if it is an administrator.
            reached(move.way().after(world), arn, trail);
            return;
        }
        held.put(arn, trail);
        next.add(arn);
        reached(world, arn, trail);
    }

    /** Those of whom one is new. */
    private void raise(Set<String> seen, Set<String> frontier, List<Move> pending) {
        for (String actor : seen) {
            Power power = world.power(actor);
            if (raises(power) && !power.administrator()) {
                for (String whom : seen) {
                    boolean fresh = frontier.contains(actor) || frontier.contains(whom);
                    if (fresh && !done() && !world.power(whom).administrator()) {
                        raise(actor, power, whom, pending);
                    }
                }
            }
        }
    }

    private void raise(String actor, Power power, String whom, List<Move> pending) {
        for (Raise raise : world.raises(whom)) {
            if (!raise.mayBeBy(power) || done()) {
                continue;
            }
            Way way = raise.by(actor);
            if (changed.contains(way.to() + " " + way.what())) {
                continue;
            }
            Optional<Hop> hop = way.in(world);
            if (hop.isEmpty()) {
                continue;
            }
            Move move = new Move(way, hop.get(), world);
            LinkedHashSet<Move> trail = new LinkedHashSet<>(held(whom));
            trail.addAll(held(actor));
            trail.add(move);
            if (!reached(way.after(world), whom, List.copyOf(trail)) && way.widening()) {
                changed.add(way.to() + " " + way.what());
                pending.add(move);
            }
        }
    }

    private boolean raises(Power power) {
        return !world.pruned() || RAISING.stream().anyMatch(power::covers);
    }

    private static final List<String> RAISING = List.of(
            "iam:PutUserPolicy",
            "iam:PutGroupPolicy",
            "iam:PutRolePolicy",
            "iam:AttachUserPolicy",
            "iam:AttachGroupPolicy",
            "iam:AttachRolePolicy",
            "iam:AddUserToGroup",
            "iam:CreatePolicyVersion",
            "iam:SetDefaultPolicyVersion",
            "iam:DeleteUserPermissionsBoundary",
            "iam:DeleteRolePermissionsBoundary",
            "iam:PutUserPermissionsBoundary",
            "iam:PutRolePermissionsBoundary",
            "iam:DeleteUserPolicy",
            "iam:DeleteGroupPolicy",
            "iam:DeleteRolePolicy",
            "iam:DetachUserPolicy",
            "iam:DetachGroupPolicy",
            "iam:DetachRolePolicy",
            "iam:RemoveUserFromGroup");

    private static List<Move> with(List<Move> moves, Move more) {
        List<Move> all = new ArrayList<>(moves);
        all.add(more);
        return List.copyOf(all);
    }

    /** Keeps the path if it leads where it should, and says whether that is an administrator. */
    private boolean reached(World there, String arn, List<Move> trail) {
        boolean administrator = there.find(arn).filter(Power::administrator).isPresent();
        boolean wanted = target == null ? administrator || all : target.equals(arn);
        Path before = found.get(arn);
        boolean better = before == null || (administrator && !before.administrator());
        boolean moved = !arn.equals(start) || administrator;
        if (wanted && better && moved) {
            LinkedHashSet<Move> moves = new LinkedHashSet<>(made);
            moves.addAll(trail);
            List<Move> least = new Replay(base, start).least(List.copyOf(moves), arn, administrator);
            if (!least.isEmpty()) {
                found.put(arn, path(base, arn, least));
            }
        }
        return administrator;
    }

    private Path path(World from, String arn, List<Move> moves) {
        Replay.Outcome outcome = new Replay(from, start).of(moves).orElseThrow();
        boolean administrator =
                outcome.world().find(arn).filter(Power::administrator).isPresent();
        return new Path(start, arn, administrator, outcome.hops());
    }
}
