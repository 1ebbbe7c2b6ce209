package signet.identity;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an account asks of its users' passwords (IAM API reference, PasswordPolicy).
 *
 * @param account the account's id
 * @param minimumLength in characters
 * @param selfService whether every user may change the own password, without a policy that says so
 * @param maxAgeDays after how many days a password expires, null for never
 * @param reusePrevention how many of a user's last passwords may not come back, null for none
 * @param hardExpiry whether an expired password can be replaced by an administrator only, null when it was never said
 */
public record PasswordPolicy(
        String account,
        int minimumLength,
        boolean symbols,
        boolean numbers,
        boolean uppercase,
        boolean lowercase,
        boolean selfService,
        @Nullable Integer maxAgeDays,
        @Nullable Integer reusePrevention,
        @Nullable Boolean hardExpiry) {

    /** When a password that was set at a moment expires; empty if never. */
    public Optional<Instant> expiry(Instant changed) {
        return Optional.ofNullable(maxAgeDays).map(days -> changed.plus(Duration.ofDays(days)));
    }
}
