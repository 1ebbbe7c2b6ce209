package signet.lint;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import signet.actions.ActionCatalogue;

/** Policy variables: their form, whether they exist, and whether they may stand where they do. */
final class VariableChecks {
    private static final ActionCatalogue AWS = ActionCatalogue.aws();
    private static final Set<String> ESCAPES = Set.of("*", "?", "$");

    private VariableChecks() {}

    static void variables(Document document, Statement statement, Report report) {
        statement.eachWithVariables(entry -> variables(document, entry, report));
        statement.conditions().stream()
                .filter(test -> test.operator() != null && !test.operator().takesVariables())
                .flatMap(test -> test.values().stream())
                .filter(value -> document.hasVariables() && value.value().contains("${"))
                .forEach(value -> report.add(
                        Issue.INVALID_VARIABLE_FOR_OPERATOR,
                        "Policy variables work with String and Arn operators only. Write the value itself.",
                        value.at()));
        elsewhere(statement.action(), report);
    }

    private static void elsewhere(@Nullable Part part, Report report) {
        if (part != null) {
            part.entries().stream()
                    .filter(entry -> entry.value().contains("${"))
                    .forEach(entry -> report.add(
                            Issue.VARIABLE_UNSUPPORTED_IN_ELEMENT,
                            "Policy variables work in Resource and Condition only. Remove the variable here.",
                            entry.at()));
        }
    }

    private static void variables(Document document, Entry entry, Report report) {
        String text = entry.value();
        int open = text.indexOf("${");
        if (open >= 0 && !document.hasVariables()) {
            report.add(
                    Issue.VARIABLE_UNSUPPORTED_IN_VERSION,
                    "Variables are plain text before version 2012-10-17. Set \"Version\": \"2012-10-17\".",
                    entry.at());
            return;
        }
        while (open >= 0) {
            int close = text.indexOf('}', open);
            if (close < 0) {
                report.add(
                        Issue.MISSING_BRACE_IN_VARIABLE,
                        "The variable that begins with ${ has no closing brace. Add } after its name.",
                        entry.at());
                return;
            }
            variable(text.substring(open + 2, close), entry, report);
            open = text.indexOf("${", close);
        }
    }

    private static void variable(String inside, Entry entry, Report report) {
        int comma = inside.indexOf(',');
        String name = comma < 0 ? inside : inside.substring(0, comma);
        if (inside.isEmpty()) {
            report.add(
                    Issue.EMPTY_VARIABLE,
                    "This variable has no name. Write a condition key between the braces, or remove ${}.",
                    entry.at());
        } else if (ESCAPES.contains(inside)) {
            return;
        } else if (name.contains(" ") && !name.contains("/")) {
            report.add(
                    Issue.UNSUPPORTED_SPACE_IN_VARIABLE,
                    "A variable's name has no space. Remove the space in ${%s}.".formatted(inside),
                    entry.at());
        } else if (comma >= 0 && !isQuoted(inside.substring(comma + 1).strip())) {
            report.add(
                    Issue.MISSING_QUOTE_IN_VARIABLE,
                    "A variable's default value stands in single quotes. Write ${%s, 'value'}.".formatted(name),
                    entry.at());
        } else if (isUnknown(name)) {
            report.add(
                    Issue.UNKNOWN_VARIABLE,
                    "There is no condition key %s, so ${%s} never has a value and nothing matches."
                            .formatted(name, inside),
                    entry.at());
        }
    }

    private static boolean isQuoted(String text) {
        return text.length() >= 2 && text.startsWith("'") && text.endsWith("'");
    }

    private static boolean isUnknown(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean foreign = lower.contains(":") && AWS.servicesOfKey(lower).isEmpty() && !lower.startsWith("aws:");
        return !foreign && AWS.conditionKey(name).isEmpty();
    }
}
