package signet.iam;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Moments as IAM keeps them: whole seconds. */
final class Times {
    private Times() {}

    static Instant seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }
}
