package signet.lint;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import signet.policy.PolicyKind;

/** Policies that are right but for what a test puts into them, and what is found in them. */
final class Lint {
    private Lint() {}

    static List<Finding> findings(PolicyKind kind, String document) {
        return Linter.of(kind).lint(document);
    }

    static List<String> codes(PolicyKind kind, String document) {
        return findings(kind, document).stream().map(Finding::code).distinct().toList();
    }

    /** An identity policy with one statement. */
    static String policy(String statement) {
        return "{\"Version\":\"2012-10-17\",\"Statement\":[{" + statement + "}]}";
    }

    static String allow(String action, String resource) {
        return policy("\"Effect\":\"Allow\",\"Action\":" + action + ",\"Resource\":" + resource);
    }

    static String condition(String action, String condition) {
        return policy("\"Effect\":\"Allow\",\"Action\":" + action + ",\"Resource\":\"*\",\"Condition\":" + condition);
    }

    /** Holds that this is found, and returns what of the document its first place is. */
    static String at(Issue issue, PolicyKind kind, String document) {
        List<Finding> found = findings(kind, document).stream()
                .filter(finding -> finding.issue() == issue)
                .toList();
        assertEquals(1, found.size(), () -> issue + " in " + findings(kind, document));
        Location location = found.getFirst().location();
        return document.substring(location.start().offset(), location.end().offset());
    }

    static String at(Issue issue, String document) {
        return at(issue, PolicyKind.IDENTITY, document);
    }

    static String path(Issue issue, PolicyKind kind, String document) {
        return findings(kind, document).stream()
                .filter(finding -> finding.issue() == issue)
                .map(finding -> finding.location().pathText())
                .findFirst()
                .orElse("nothing found");
    }

    /** Holds that nothing is found. */
    static void clean(PolicyKind kind, String document) {
        assertEquals(List.of(), findings(kind, document), document);
    }

    static void clean(String document) {
        clean(PolicyKind.IDENTITY, document);
    }

    /** Holds that this isn't found, whatever else is. */
    static void without(Issue issue, PolicyKind kind, String document) {
        assertEquals(
                List.of(),
                findings(kind, document).stream()
                        .filter(finding -> finding.issue() == issue)
                        .toList(),
                document);
    }

    static void without(Issue issue, String document) {
        without(issue, PolicyKind.IDENTITY, document);
    }
}
