package signet.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * One command of the demonstration.
 *
 * @param title what it is, for the summary
 * @param command as a person would type it; <code>{name}</code> stands for what an earlier step kept
 * @param why one line: why it goes so
 * @param kept what later steps use of its output: by name, a pattern whose first group it is
 */
record Step(Actor actor, String title, String command, Expectation expectation, String why, Map<String, Pattern> kept) {
    Step {
        kept = Map.copyOf(kept);
    }

    /** A step that works, until {@link #refused} says otherwise. */
    static Step by(Actor actor, String title, String command) {
        return new Step(actor, title, command, new Expectation(true, List.of()), "", Map.of());
    }

    Step prints(String... texts) {
        return new Step(actor, title, command, new Expectation(true, List.of(texts)), why, kept);
    }

    Step refused(String... texts) {
        return new Step(actor, title, command, new Expectation(false, List.of(texts)), why, kept);
    }

    Step because(String reason) {
        return new Step(actor, title, command, expectation, reason, kept);
    }

    Step keeping(String name, String pattern) {
        Map<String, Pattern> all = new HashMap<>(kept);
        all.put(name, Pattern.compile(pattern));
        return new Step(actor, title, command, expectation, why, all);
    }

    /** The same step with every <code>{name}</code> replaced. */
    Step filled(UnaryOperator<String> filling) {
        Expectation filled = new Expectation(
                expectation.success(), expectation.texts().stream().map(filling).toList());
        return new Step(actor, title, filling.apply(command), filled, why, kept);
    }
}
