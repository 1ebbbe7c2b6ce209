package signet.wire;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.Constraints;

/**
 * Collects what a request's values break of the model's constraints, in the words of Amazon's query services: IAM leaves the
 * value out, STS prints it.
 */
final class Violations {
    private static final String PATH =
            "It must begin and end with / and contain only alphanumeric characters and/or / characters.";

    /**
     * What IAM says, by pattern, where it has a sentence of its own: for documents and keys, for names, and for paths (recorded
     * answers; https://github.com/aws-cloudformation/cfn-lint/issues/722 and others that quote it).
     */
    private static final Map<String, String> SENTENCES = Map.of(
            "[\\u0009\\u000A\\u000D\\u0020-\\u00FF]+",
            "It must contain only printable ASCII characters.",
            "[\\w+=,.@-]+",
            "It must contain only alphanumeric characters and/or the following: +=,.@_-",
            "(\\u002F)|(\\u002F[\\u0021-\\u007E]+\\u002F)",
            PATH,
            "((/[A-Za-z0-9\\.,\\+@=_-]+)*)/",
            PATH);

    private final List<String> found = new ArrayList<>();
    private final String code;
    private final boolean printsValues;
    private @Nullable String sentence;

    Violations(boolean printsValues) {
        this("ValidationError", printsValues);
    }

    /** {@code code} is the error's: the JSON services have {@code ValidationException}. */
    Violations(String code, boolean printsValues) {
        this.code = code;
        this.printsValues = printsValues;
    }

    boolean any() {
        return !found.isEmpty() || sentence != null;
    }

    void missing(String field) {
        found.add("Value null at '" + field + "' failed to satisfy constraint: Member must not be null");
    }

    void checkText(String field, String value, Constraints limits) {
        for (String broken : broken(value, limits)) {
            String words = printsValues || limits.pattern() == null || !broken.equals(pattern(limits))
                    ? null
                    : SENTENCES.get(limits.pattern());
            if (words != null) {
                sentence = sentence == null ? "The specified value for " + field + " is invalid. " + words : sentence;
            } else {
                add(field, value, broken);
            }
        }
    }

    void checkSize(String field, int size, Constraints limits) {
        addAll(field, "[]", bounds(size, limits, "length"));
    }

    void checkNumber(String field, long value, Constraints limits) {
        addAll(field, Long.toString(value), bounds(value, limits, "value"));
    }

    /** Elements of a list of texts: one violation names all that Amazon asks of an element. */
    void checkElements(String field, List<?> values, Constraints limits) {
        boolean bad = values.stream()
                .anyMatch(v -> v instanceof String s && !broken(s, limits).isEmpty());
        if (bad) {
            add(field, values.toString(), "Member must satisfy constraint: [" + String.join(", ", all(limits)) + "]");
        }
    }

    void throwIfAny() {
        if (found.isEmpty() && sentence != null) {
            throw AwsError.of("ValidationError", 400, sentence);
        }
        if (any()) {
            String count = found.size() == 1 ? "1 validation error" : found.size() + " validation errors";
            throw AwsError.of(code, 400, count + " detected: " + String.join("; ", found));
        }
    }

    private void addAll(String field, String value, List<String> broken) {
        broken.forEach(rule -> add(field, value, rule));
    }

    private void add(String field, String value, String rule) {
        String shown = printsValues ? "Value '" + value + "' at '" : "Value at '";
        found.add(shown + field + "' failed to satisfy constraint: " + rule);
    }

    private List<String> broken(String value, Constraints limits) {
        List<String> rules = bounds(value.length(), limits, "length");
        if (!limits.matches(value)) {
            rules.add(pattern(limits));
        }
        if (!limits.lists(value)) {
            rules.add(enumeration(limits));
        }
        return rules;
    }

    private static List<String> bounds(long n, Constraints limits, String what) {
        List<String> rules = new ArrayList<>(1);
        if (!limits.keepsMaximum(n)) {
            rules.add(most(limits, what));
        }
        if (!limits.reachesMinimum(n)) {
            rules.add(least(limits, what));
        }
        return rules;
    }

    private List<String> all(Constraints limits) {
        List<String> rules = new ArrayList<>();
        if (limits.max() != null) {
            rules.add(most(limits, "length"));
        }
        if (limits.min() != null) {
            rules.add(least(limits, "length"));
        }
        if (limits.pattern() != null) {
            rules.add(pattern(limits));
            rules.add("Member must not be null"); // as recorded for tag keys, and not for lists without a pattern
        }
        if (!limits.enumValues().isEmpty()) {
            rules.add(enumeration(limits));
        }
        return rules;
    }

    private static String most(Constraints limits, String what) {
        return "Member must have " + what + " less than or equal to " + limits.max();
    }

    private static String least(Constraints limits, String what) {
        return "Member must have " + what + " greater than or equal to " + limits.min();
    }

    private static String pattern(Constraints limits) {
        return "Member must satisfy regular expression pattern: " + limits.pattern();
    }

    private String enumeration(Constraints limits) {
        return "Member must satisfy enum value set" + (printsValues ? ": " + limits.enumValues() : "");
    }
}
