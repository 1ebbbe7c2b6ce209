package signet.identity;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An AWS account.
 *
 * @param id twelve digits
 * @param alias the account alias, at most one
 * @param created when the account was made
 */
public record Account(String id, @Nullable String alias, Instant created) {
    /** The ARN that stands for the account in policies, and for its root user as a caller. */
    public String rootArn() {
        return "arn:aws:iam::" + id + ":root";
    }
}
