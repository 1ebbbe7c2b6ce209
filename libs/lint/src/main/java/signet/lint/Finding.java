package signet.lint;

import java.util.List;

/**
 * Something found in a policy.
 *
 * @param issue what kind of thing; its name is the issue code
 * @param details one or two sentences: what is wrong, and what to do
 * @param locations where, the most telling place first; never empty
 */
public record Finding(Issue issue, String details, List<Location> locations) {
    /** Copies. */
    public Finding {
        locations = List.copyOf(locations);
    }

    /** How much it matters. */
    public FindingType type() {
        return issue.type();
    }

    /** Access Analyzer's code where it has one, such as {@code INVALID_ACTION}. */
    public String code() {
        return issue.name();
    }

    /** The first of its places. */
    public Location location() {
        return locations.getFirst();
    }

    @Override
    public String toString() {
        Position at = location().start();
        return type() + " " + code() + " " + at.line() + ":" + at.column() + " "
                + location().pathText() + ": " + details;
    }
}
