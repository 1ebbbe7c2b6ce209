package signet.paths;

import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import signet.snapshot.Transaction;

/**
 * Something that gives a principal more power, whoever does it.
 *
 * @param what what is done, in a few words
 * @param widening whether it takes nothing away from anybody
 */
record Raise(
        String method,
        String to,
        String what,
        List<Need> needs,
        Map<String, String> details,
        Consumer<Transaction> change,
        boolean widening) {

    /** Whether somebody might do it, by an index alone. */
    boolean mayBeBy(Power actor) {
        return actor.covers(needs);
    }

    /** The way, done by somebody. */
    Way by(String actor) {
        return new Way(
                method,
                Hop.Kind.RAISE,
                actor,
                to,
                what,
                details,
                world -> world.power(actor).mayAll(needs),
                change,
                widening);
    }
}
