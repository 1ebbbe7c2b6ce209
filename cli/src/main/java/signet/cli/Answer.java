package signet.cli;

import java.util.Locale;
import java.util.Set;

/**
 * What was decided.
 *
 * @param decision {@code Allowed}, {@code ExplicitlyDenied} or {@code ImplicitlyDenied}
 * @param kind the kind of policy that decided, such as {@code scp}; empty if none is to be named
 * @param because the clause that AWS's message ends with; may be empty
 * @param sentence for people
 */
record Answer(String decision, String kind, String because, String sentence) {
    /** The decisions that there are. */
    static final Set<String> DECISIONS = Set.of("Allowed", "ExplicitlyDenied", "ImplicitlyDenied");

    boolean allowed() {
        return decision.equals("Allowed");
    }

    /** In words for people: {@code explicitly denied}. */
    String words() {
        return decision.replaceAll("(?<=[a-z])(?=[A-Z])", " ").toLowerCase(Locale.ROOT);
    }
}
