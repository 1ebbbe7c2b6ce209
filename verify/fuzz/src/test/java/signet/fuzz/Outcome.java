package signet.fuzz;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What one fuzzer did.
 *
 * @param findings inputs that broke it, as files
 * @param failed whether it ended otherwise than by its time or a finding
 */
record Outcome(
        Target target,
        long executions,
        long coverage,
        long features,
        long seconds,
        List<Path> findings,
        boolean failed) {
    Outcome {
        findings = List.copyOf(findings);
    }

    boolean isClean() {
        return findings.isEmpty() && !failed;
    }

    String line() {
        String end = failed ? "FAILED: see its log" : findings.isEmpty() ? "no finding" : findings.size() + " FINDING";
        return String.format(
                Locale.ROOT,
                "%-11s %,13d executions in %,d s, %,d edges, %,d features: %s",
                target.name(),
                executions,
                seconds,
                coverage,
                features,
                end);
    }
}
