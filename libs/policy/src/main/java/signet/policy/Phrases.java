package signet.policy;

import java.util.List;
import java.util.stream.Collectors;

/** The words for a statement and for what keeps it from matching. Texts of policies and requests stand in quotes. */
final class Phrases {
    /** Longer texts are cut, longer lists counted: the whole is in the JSON form. */
    private static final int SHOWN_CHARACTERS = 120;

    private static final int SHOWN_ENTRIES = 3;

    private Phrases() {}

    static String statement(Statement statement) {
        String sid = statement.sid().orElse("");
        return "statement " + (statement.index() + 1) + (sid.isEmpty() ? "" : " " + quoted(sid));
    }

    static String obstacle(Explanation.Obstacle obstacle) {
        return switch (obstacle) {
            case Explanation.PrincipalObstacle p -> part("Principal", p.negated(), p.entries(), p.principal());
            case Explanation.ActionObstacle a -> part("Action", a.negated(), a.patterns(), a.action());
            case Explanation.ResourceObstacle r ->
                part("Resource", r.negated(), r.patterns(), r.resource()) + unresolved(r.unresolved());
            case Explanation.ConditionObstacle c -> condition(c);
        };
    }

    private static String part(String element, boolean negated, List<String> entries, String asked) {
        String relation = negated ? " excludes " : " does not include ";
        return "its " + (negated ? "Not" : "") + element + " " + list(entries, ", ") + relation + printable(asked);
    }

    private static String condition(Explanation.ConditionObstacle condition) {
        return "the condition " + condition.operator() + " " + printable(condition.key()) + " wants "
                + wanted(condition) + " and the request has " + present(condition) + unresolved(condition.unresolved());
    }

    private static String wanted(Explanation.ConditionObstacle condition) {
        ConditionOperator operator = ConditionOperator.parse(condition.operator());
        if (operator != null && operator.comparison().isNull()) {
            boolean absent = !condition.requestValues().isEmpty();
            return absent ? "it to be absent" : "it to be present";
        }
        if (condition.policyValues().isEmpty()) {
            return "one of no values";
        }
        boolean negated = operator != null && operator.comparison().negated();
        return (negated ? "anything but " : "") + list(condition.policyValues(), " or ");
    }

    private static String present(Explanation.ConditionObstacle condition) {
        if (condition.requestValues().isEmpty()) {
            return "no such key";
        }
        String values = list(condition.requestValues(), ", ");
        boolean quantified =
                condition.operator().indexOf(':') >= 0 || condition.operator().equals("Null");
        return condition.multiValued() && !quantified
                ? "the list " + values + ", which only ForAnyValue and ForAllValues compare"
                : values;
    }

    private static String unresolved(List<String> keys) {
        return keys.isEmpty()
                ? ""
                : " (" + keys.stream().map(key -> "${" + printable(key) + "}").collect(Collectors.joining(", "))
                        + (keys.size() == 1 ? " has" : " have") + " no value in the request)";
    }

    private static String list(List<String> values, String separator) {
        String shown = values.stream().limit(SHOWN_ENTRIES).map(Phrases::quoted).collect(Collectors.joining(separator));
        int more = values.size() - SHOWN_ENTRIES;
        return more <= 0 ? shown : shown + separator + more + " more";
    }

    static String quoted(String text) {
        return '"' + printable(text) + '"';
    }

    /** The text without what could move a terminal's cursor or look like a new line, and not too long. */
    static String printable(String text) {
        StringBuilder printable = new StringBuilder();
        text.codePoints().limit(SHOWN_CHARACTERS).forEach(c -> {
            boolean hidden = Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.getType(c) == Character.SURROGATE
                    || Character.getType(c) == Character.LINE_SEPARATOR
                    || Character.getType(c) == Character.PARAGRAPH_SEPARATOR;
            if (hidden) {
                printable.append(String.format("\\u%04x", c));
            } else {
                printable.appendCodePoint(c);
            }
        });
        return text.codePointCount(0, text.length()) > SHOWN_CHARACTERS
                ? printable.append('…').toString()
                : printable.toString();
    }
}
