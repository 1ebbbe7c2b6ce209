package signet.reasoning;

import java.util.List;

/**
 * Changes that together allow a request.
 *
 * @param changes all of them are needed
 * @param after the policies with the changes made
 * @param extra what else they allow to the same caller
 */
public record Suggestion(List<Change> changes, Layers after, ExtraAccess extra) {
    /** Copies the list. */
    public Suggestion {
        changes = List.copyOf(changes);
    }
}
