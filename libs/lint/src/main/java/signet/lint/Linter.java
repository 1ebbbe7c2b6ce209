package signet.lint;

import java.util.List;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;

/**
 * Finds what is wrong, unsafe or needless in policy documents of one kind, in the spirit of IAM Access Analyzer's {@code
 * ValidatePolicy}. Safe for all threads; one that is kept is faster, since it remembers what patterns mean.
 */
public final class Linter {
    private final PolicyKind kind;
    private final Meanings meanings = new Meanings();

    private Linter(PolicyKind kind) {
        this.kind = kind;
    }

    /** A linter of policies of this kind. */
    public static Linter of(PolicyKind kind) {
        return new Linter(kind);
    }

    /** What is found, in the order of the document; empty for a policy without fault. Any text is taken. */
    public List<Finding> lint(String document) {
        Report report = new Report();
        Document read = new DocumentReader(kind, document, meanings, report).read();
        if (read != null) {
            Checks.ALL.forEach(check -> check.check(read, report));
            if (!report.hasErrors()) {
                refused(document, report);
            }
        }
        return report.sorted();
    }

    /** The last word is the parser's: it refuses whatever AWS does when the policy is written. */
    private void refused(String document, Report report) {
        try {
            Policy.parse(kind, document);
        } catch (MalformedPolicyException e) {
            Lines lines = new Lines(document);
            int offset = lines.offset(e.line(), e.column());
            String message = String.valueOf(e.getMessage());
            report.add(
                    Issue.POLICY_REFUSED,
                    "AWS refuses this policy: " + message + (message.matches("(?s).*[.!]") ? "" : "."),
                    lines.location(List.of(), offset, Math.min(document.length(), offset + 1)));
        }
    }
}
