package signet.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * A virtual MFA device. A code that it gave is good once: the step that was used last is kept, and no code of that step
 * or an earlier one is taken again.
 *
 * @param account the account's id
 * @param path begins and ends with a slash
 * @param name unique in the account together with the path
 * @param seed in base 32; it never leaves the server after creation
 * @param tags in the order in which they were set
 * @param owner the unique id of the user whose it is, or the account's id for the root user, null while it is nobody's
 * @param enabled since when it is the owner's
 * @param drift by how many steps the device's clock is ahead of ours
 * @param lastStep the step of the last code that was taken, by the device's clock
 */
public record MfaDevice(
        String account,
        String path,
        String name,
        String seed,
        Instant created,
        Map<String, String> tags,
        @Nullable String owner,
        @Nullable Instant enabled,
        long drift,
        long lastStep) {
    /** How many random bytes a seed is made of; AWS's have 64 characters. */
    public static final int SEED_BYTES = 40;

    /** How many steps a code may be off, for clocks and typing. */
    private static final int TOLERANCE = 1;

    /** How many steps two codes in a row may be off when they bring the device's clock and ours together. */
    private static final int SEARCHED = 20;

    public MfaDevice {
        tags = Copies.ordered(tags);
    }

    /** A new device that is nobody's. */
    public static MfaDevice create(
            String account, String path, String name, byte[] seed, Instant created, Map<String, String> tags) {
        return new MfaDevice(account, path, name, Base32.encode(seed), created, tags, null, null, 0, 0);
    }

    /** The serial number: its ARN. */
    public String serialNumber() {
        return "arn:aws:iam::" + account + ":mfa" + path + name;
    }

    /** The key in {@link Tables#MFA_DEVICES}. */
    public String key() {
        return account + "/" + path + name;
    }

    /** The same device with other tags. */
    public MfaDevice withTags(Map<String, String> changed) {
        return new MfaDevice(account, path, name, seed, created, changed, owner, enabled, drift, lastStep);
    }

    /** The same device as somebody's. */
    public MfaDevice enabledFor(String newOwner, Instant now) {
        return new MfaDevice(account, path, name, seed, created, tags, newOwner, now, drift, lastStep);
    }

    /** The same device as nobody's. What codes were used stays known, in case it is enabled again. */
    public MfaDevice deactivated() {
        return new MfaDevice(account, path, name, seed, created, tags, null, null, drift, lastStep);
    }

    /** The device after it gave a code, if the code is right now and was not used before. */
    public Optional<MfaDevice> accept(String code, Instant now) {
        long expected = Totp.step(now) + drift;
        return LongStream.rangeClosed(expected - TOLERANCE, expected + TOLERANCE)
                .filter(step -> step > lastStep && gives(step, code))
                .boxed()
                .findFirst()
                .map(step -> used(drift, step));
    }

    /**
     * The device after it gave two codes in a row, from which its clock is known again, within ten minutes of ours. As
     * on AWS, codes that were kept waiting leave the device out of step with its owner.
     */
    public Optional<MfaDevice> acceptTwo(String first, String second, Instant now) {
        long current = Totp.step(now);
        return LongStream.rangeClosed(current - SEARCHED, current + SEARCHED)
                .filter(step -> step > lastStep + 1 && gives(step - 1, first) && gives(step, second))
                .boxed()
                .findFirst()
                .map(step -> used(Math.abs(step - current) <= TOLERANCE ? 0 : step - current, step));
    }

    private MfaDevice used(long newDrift, long step) {
        return new MfaDevice(account, path, name, seed, created, tags, owner, enabled, newDrift, step);
    }

    private boolean gives(long step, String code) {
        return MessageDigest.isEqual(
                Totp.code(seed, step).getBytes(StandardCharsets.UTF_8), code.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "MfaDevice[" + serialNumber() + "]";
    }
}
