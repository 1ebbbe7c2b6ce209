package signet.sts;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.policy.Context;
import signet.snapshot.State;
import signet.snapshot.View;

/**
 * Multi-factor authentication of requests that carry a device's serial number and a code. A code is looked at before the
 * decision, which depends on it, and spent after it, once.
 */
final class Mfa {
    /** What the request itself is, once its code was right; the session that comes of it has its own age. */
    private static final Context PRESENT = Context.builder()
            .put("aws:MultiFactorAuthPresent", "true")
            .put("aws:MultiFactorAuthAge", "0")
            .build();

    /** Wrong codes in a row after which a device's codes are not looked at for a while, as there are only a million. */
    private static final int ATTEMPTS = 10;

    private static final Duration PAUSE = Duration.ofMinutes(5);

    private final State state;
    private final Map<String, Failures> failures = new ConcurrentHashMap<>();

    /** Wrong codes since the last right one. */
    private record Failures(int count, Instant last) {
        boolean tooMany(Instant now) {
            return count >= ATTEMPTS && now.isBefore(last.plus(PAUSE));
        }

        static Failures more(@Nullable Failures before, Instant now) {
            return before == null || !now.isBefore(before.last.plus(PAUSE))
                    ? new Failures(1, now)
                    : new Failures(before.count + 1, now);
        }
    }

    Mfa(State state) {
        this.state = state;
    }

    /** What a request says of a device. */
    record Proof(@Nullable String serial, @Nullable String code) {
        private boolean given() {
            return serial != null || code != null;
        }
    }

    /**
     * Checks a code, without spending it.
     *
     * @return the condition keys that a right code gives the request; none if it has no code
     * @throws AwsError AccessDenied if there is no such device of the caller's, or if the code is wrong or was used
     */
    Context check(View view, Caller caller, Proof proof, Instant now) {
        if (!proof.given()) {
            return Context.EMPTY;
        }
        MfaDevice device = device(view, caller, proof);
        String key = device.key();
        Failures before = failures.get(key);
        boolean paused = before != null && before.tooMany(now);
        if (paused || accepted(device, proof, now).isEmpty()) {
            if (!paused) {
                failures.compute(key, (ignored, old) -> Failures.more(old, now));
            }
            throw wrongCode();
        }
        return PRESENT;
    }

    /**
     * Spends the code of a request that was allowed.
     *
     * @return whether there was one
     * @throws AwsError AccessDenied if another request spent it meanwhile
     */
    boolean spend(Caller caller, Proof proof, Instant now) {
        if (!proof.given()) {
            return false;
        }
        String key = state.write(tx -> {
            MfaDevice used = accepted(device(tx, caller, proof), proof, now).orElseThrow(Mfa::wrongCode);
            tx.put(Tables.MFA_DEVICES, used.key(), used);
            return used.key();
        });
        failures.remove(key);
        return true;
    }

    private static MfaDevice device(View view, Caller caller, Proof proof) {
        String serial = proof.serial();
        if (serial == null || proof.code() == null) {
            throw StsErrorTexts.accessDenied("MultiFactorAuthentication failed, must provide both MFA serial number and"
                    + " one time pass code. ");
        }
        return Tables.mfaDevice(view, serial)
                .filter(device -> device.account().equals(caller.account()))
                .filter(device -> owner(caller).equals(Optional.ofNullable(device.owner())))
                .filter(device -> device.owner() != null)
                .orElseThrow(() -> StsErrorTexts.accessDenied("MultiFactorAuthentication failed, unable to validate MFA"
                        + " code.  Please verify your MFA serial number is valid and associated with this user. "));
    }

    /** Under which id the caller owns devices; roles and federated users own none. */
    private static Optional<String> owner(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> Optional.of(root.account());
            case Caller.IamUser user -> Optional.of(user.user().id());
            case Caller.RoleSession session -> Optional.empty();
            case Caller.FederatedUser federated -> Optional.empty();
            case Caller.AwsService service -> Optional.empty();
            case Caller.Federated holder -> Optional.empty();
            case Caller.Anonymous anonymous -> Optional.empty();
        };
    }

    private static Optional<MfaDevice> accepted(MfaDevice device, Proof proof, Instant now) {
        return Optional.ofNullable(proof.code()).flatMap(code -> device.accept(code, now));
    }

    private static AwsError wrongCode() {
        return StsErrorTexts.accessDenied("MultiFactorAuthentication failed with invalid MFA one time pass code. ");
    }
}
