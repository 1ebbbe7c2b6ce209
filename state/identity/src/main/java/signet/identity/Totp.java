package signet.identity;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Locale;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Time-based one-time passwords (RFC 6238) as virtual MFA devices make them: SHA-1, thirty seconds, six digits. */
public final class Totp {
    private static final int SECONDS = 30;
    private static final int CODES = 1_000_000;

    private Totp() {}

    /** The step of thirty seconds, counted from 1970, that a moment is in. */
    public static long step(Instant time) {
        return Math.floorDiv(time.getEpochSecond(), SECONDS);
    }

    /**
     * The code of a step.
     *
     * @param seed in base 32
     */
    public static String code(String seed, long step) {
        byte[] hash = hmac(Base32.decode(seed), step);
        int offset = hash[hash.length - 1] & 0xf;
        int number = ByteBuffer.wrap(hash).getInt(offset) & 0x7fffffff;
        return String.format(Locale.ROOT, "%06d", number % CODES);
    }

    private static byte[] hmac(byte[] key, long step) {
        try {
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "RAW"));
            return mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no HMAC-SHA-1", e);
        }
    }
}
