package signet.paths;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import signet.snapshot.Transaction;

/**
 * A hop that might be: what it would take, to be asked of the engine in one world or another.
 *
 * @param change what it makes of the account, null if nothing that has a say in who may do what
 * @param widening whether the change takes nothing away from anybody who is won on the way
 */
record Way(
        String method,
        Hop.Kind kind,
        String from,
        String to,
        String what,
        Map<String, String> details,
        Check check,
        @Nullable Consumer<Transaction> change,
        boolean widening) {

    /** Asks the engine for each step; empty if one is not allowed. */
    interface Check {
        Optional<List<Step>> in(World world);
    }

    /** The hop, if the world has it. */
    Optional<Hop> in(World world) {
        return check.in(world).map(steps -> new Hop(method, kind, from, to, what, steps, details));
    }

    /** The world after it. */
    World after(World world) {
        return change == null ? world : world.supposing(change);
    }
}
