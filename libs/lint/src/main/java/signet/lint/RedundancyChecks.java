package signet.lint;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What another part of the policy says already. */
final class RedundancyChecks {
    private RedundancyChecks() {}

    static void actions(Document document, Statement statement, Report report) {
        entries(statement.action(), value -> value.toLowerCase(Locale.ROOT), Issue.REDUNDANT_ACTION, report);
    }

    static void resources(Document document, Statement statement, Report report) {
        entries(statement.resource(), value -> value, Issue.REDUNDANT_RESOURCE, report);
    }

    private static void entries(@Nullable Part part, UnaryOperator<String> normal, Issue issue, Report report) {
        Map<String, Entry> seen = new HashMap<>();
        Map<String, Entry> wide = new LinkedHashMap<>();
        List<Entry> entries = part == null ? List.of() : part.entries();
        for (Entry entry : entries) {
            String value = normal.apply(entry.value());
            if (Globs.hasWildcard(value) && !value.contains("$")) {
                wide.putIfAbsent(value, entry);
            }
        }
        for (Entry entry : entries) {
            String value = normal.apply(entry.value());
            Entry other = seen.putIfAbsent(value, entry);
            if (other == null) {
                other = wide.entrySet().stream()
                        .filter(candidate -> !candidate.getKey().equals(value) && covers(candidate.getKey(), value))
                        .map(Map.Entry::getValue)
                        .findFirst()
                        .orElse(null);
            }
            if (other != null) {
                report.add(
                        issue,
                        "%s says this already. Remove %s.".formatted(other.value(), entry.value()),
                        entry.at(),
                        other.at());
            }
        }
    }

    /** Whether a pattern with a wildcard covers another text. */
    private static boolean covers(String wide, String narrow) {
        if (wide.indexOf('?') < 0 && !narrow.startsWith(wide.substring(0, wide.indexOf('*')))) {
            return false;
        }
        String[] segments = wide.split(":", 6);
        String[] others = narrow.split(":", 6);
        if (!wide.startsWith("arn:") || segments.length != others.length) {
            return !wide.startsWith("arn:") && Globs.covers(wide, narrow);
        }
        for (int i = 0; i < segments.length; i++) {
            if (!Globs.covers(segments[i], others[i])) {
                return false;
            }
        }
        return true;
    }

    static void statements(Document document, Report report) {
        Map<String, Statement> seen = new HashMap<>();
        for (Statement statement : document.statements()) {
            Statement other = seen.putIfAbsent(meaning(statement), statement);
            if (other != null) {
                report.add(
                        Issue.REDUNDANT_STATEMENT,
                        "This statement says the same as %s. Remove one of them."
                                .formatted(other.at().pathText()),
                        statement.at(),
                        other.at());
            }
        }
    }

    private static String meaning(Statement statement) {
        StringBuilder text = new StringBuilder();
        Entry effect = statement.effect();
        text.append(effect == null ? "" : effect.value());
        PrincipalElement principal = statement.principal();
        if (principal != null) {
            text.append(principal.not()).append(principal.everyone());
            principal.principals().stream()
                    .map(named -> named.key() + "=" + named.name().value())
                    .sorted()
                    .forEach(name -> text.append('\n').append(name));
        }
        append(text, statement.action(), value -> value.toLowerCase(Locale.ROOT));
        append(text, statement.resource(), value -> value);
        statement.conditions().stream()
                .map(test -> test.operatorName().value() + "\t" + test.lowerKey() + "\t"
                        + test.values().stream().map(Entry::value).sorted().toList())
                .sorted()
                .forEach(test -> text.append('\n').append(test));
        return text.toString();
    }

    private static void append(StringBuilder text, @Nullable Part part, UnaryOperator<String> normal) {
        if (part != null) {
            text.append('\n').append(part.not());
            part.entries().stream()
                    .map(Entry::value)
                    .map(normal)
                    .sorted()
                    .forEach(value -> text.append('\t').append(value));
        }
    }
}
