package signet.paths;

import java.util.List;
import java.util.Map;

/**
 * One piece of a path: whoever acts as one principal comes to act as another, or gives a principal that it acts as more power.
 *
 * @param method what is done, by its actions: {@code iam:PassRole + lambda:CreateFunction + lambda:InvokeFunction}
 * @param from the ARN of the user or role that does it
 * @param to the ARN of the user or role that is won
 * @param what what is done, in a few words
 * @param steps the accesses that it takes, all of which the engine allows
 * @param details what to do it with: {@code profile}, {@code policy}, {@code group}, {@code service} …
 */
public record Hop(
        String method, Kind kind, String from, String to, String what, List<Step> steps, Map<String, String> details) {
    /** What is won. */
    public enum Kind {
        /** To act as another principal. */
        BECOME,
        /** More power for a principal. */
        RAISE
    }

    public Hop {
        steps = List.copyOf(steps);
        details = Map.copyOf(details);
    }
}
