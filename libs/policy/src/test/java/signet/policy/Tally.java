package signet.policy;

import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** How many cases went which way, and which features of the language decided them. */
final class Tally {
    /** Hundred-thousandths that each must have at least, so that no change of the generators leaves one out. */
    private static final Map<String, Integer> LEAST = Map.ofEntries(
            Map.entry("ALLOW", 10_000),
            Map.entry("EXPLICIT_DENY", 10_000),
            Map.entry("IMPLICIT_DENY", 10_000),
            Map.entry("kind", 100),
            Map.entry("caller", 100),
            Map.entry("by", 40),
            Map.entry("operator", 4));

    private static final List<String> KINDS_OF_ALLOW = List.of("IDENTITY", "RESOURCE", "TRUST", "no policy");

    private final Map<String, Long> counts = new TreeMap<>();
    private long cases;

    long cases() {
        return cases;
    }

    void add(Tally other) {
        cases += other.cases;
        other.counts.forEach((name, count) -> counts.merge(name, count, Long::sum));
    }

    void count(Request request, ReferenceEvaluator.Verdict verdict) {
        cases++;
        one(verdict.answer().name());
        one("kind " + verdict.answer() + " "
                + verdict.kind().map(PolicyKind::name).orElse("no policy"));
        one("caller " + request.principal().getClass().getSimpleName() + " " + verdict.answer());
        verdict.by()
                .ifPresent(by -> statement(request, by.doc(), by.doc().lines().get(by.line())));
    }

    private void statement(Request request, Doc doc, Doc.Line line) {
        count("by NotAction", line.notAction());
        count("by NotResource", line.notResource());
        count("by NotPrincipal", line.who() != null && line.who().not());
        count("by a named principal", line.who() != null && !line.who().everyone());
        count("by a large policy", doc.lines().size() > 100);
        count("by the older version", !doc.currentVersion());
        count("by several conditions", line.tests().size() > 1);
        count("by a wildcard in the action", line.actions().stream().anyMatch(text -> text.matches(".+[*?].*")));
        count("by a variable in the resource", line.resources().stream().anyMatch(text -> text.contains("${")));
        for (Doc.Test test : line.tests()) {
            String operator = test.operator();
            count("by IfExists", operator.endsWith("IfExists"));
            count("by ForAllValues", operator.startsWith("ForAllValues:"));
            count("by ForAnyValue", operator.startsWith("ForAnyValue:"));
            List<String> values = request.context().get(test.key()).orElse(List.of());
            count("by an absent key", values.isEmpty());
            count("by an empty value", values.contains(""));
            count("by a key of several values", values.size() > 1);
            count("by a variable in a condition", test.values().stream().anyMatch(text -> text.contains("${")));
            one("operator " + operator.substring(operator.indexOf(':') + 1).replace("IfExists", ""));
        }
    }

    private void count(String name, boolean holds) {
        if (holds) {
            one(name);
        }
    }

    private void one(String name) {
        counts.merge(name, 1L, Long::sum);
    }

    void print(PrintStream out) {
        counts.forEach((name, count) -> out.printf("%,14d  %6.3f %%  %s%n", count, 100.0 * count / cases, name));
    }

    /** Every operator, kind and feature decides its share. */
    void checkShares() {
        counts.forEach(this::check);
        Operators.ALL.forEach(operator -> checkPresent("operator " + operator));
        for (PolicyKind kind : PolicyKind.values()) {
            checkPresent("kind EXPLICIT_DENY " + kind);
            checkPresent("kind IMPLICIT_DENY " + kind);
        }
        KINDS_OF_ALLOW.forEach(kind -> checkPresent("kind ALLOW " + kind));
    }

    private void checkPresent(String name) {
        check(name, counts.getOrDefault(name, 0L));
    }

    private void check(String name, long count) {
        int least = Optional.ofNullable(LEAST.get(name.split(" ", 2)[0])).orElse(0);
        if (count * 100_000 < least * cases) {
            throw new AssertionError("too few cases of " + name + ": " + count + " of " + cases);
        }
    }
}
