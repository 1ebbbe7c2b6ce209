package signet.lint;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects findings. */
final class Report {
    private final Set<Finding> findings = new LinkedHashSet<>();

    void add(Issue issue, String details, Location... locations) {
        findings.add(new Finding(issue, details, List.of(locations)));
    }

    boolean hasErrors() {
        return findings.stream().anyMatch(finding -> finding.type() == FindingType.ERROR);
    }

    /** In the order of the document; at one place the gravest first. */
    List<Finding> sorted() {
        List<Finding> sorted = new ArrayList<>(findings);
        sorted.sort(Comparator.comparingInt(
                        (Finding finding) -> finding.location().start().offset())
                .thenComparing(Finding::type));
        return List.copyOf(sorted);
    }
}
