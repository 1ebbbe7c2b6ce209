package signet.iam;

import java.time.Duration;
import java.time.Instant;

/**
 * An account's credential report.
 *
 * @param csv as GetCredentialReport hands it out
 */
record CredentialReport(String account, Instant generated, String csv) {
    private static final Duration KEPT = Duration.ofHours(4);

    /** A report is good for four hours, and no other is made meanwhile. */
    boolean expired(Instant now) {
        return !now.isBefore(generated.plus(KEPT));
    }
}
