package signet.identity;

import java.math.BigInteger;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Makes identifiers and secrets in AWS's forms, from an injected source of random bytes. As on AWS, the account can be
 * read back from an access key id (see {@link #accountOf}).
 */
public final class Ids {
    private static final String BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final int ACCOUNT_SHIFT = 7;
    private static final long ACCOUNTS = 1_000_000_000_000L;
    private static final int PREFIX = 4;

    /** Ten characters of base 32 hold the first six bytes, and two bits more. */
    private static final int SIX_BYTES = 10;

    private final Consumer<byte[]> random;

    /**
     * Identifiers drawn from a source.
     *
     * @param random fills an array with unpredictable bytes, as {@link java.security.SecureRandom#nextBytes} does
     */
    public Ids(Consumer<byte[]> random) {
        this.random = random;
    }

    /** An access key id: the prefix ({@code AKIA} or {@code ASIA}) and sixteen characters that hold the account. */
    public String accessKeyId(String prefix, String account) {
        return prefix + withAccount(account, 16);
    }

    /** A unique id: the prefix ({@code AIDA}, {@code AROA} …) and seventeen characters. */
    public String uniqueId(String prefix, String account) {
        return prefix + withAccount(account, 17);
    }

    /** A secret access key: forty characters of the base 64 alphabet. */
    public String secret() {
        return Base64.getEncoder().encodeToString(bytes(30));
    }

    /** An EC2 identifier: a prefix such as {@code i}, a dash and seventeen hexadecimal digits. */
    public String resource(String prefix) {
        return prefix + "-" + HexFormat.of().formatHex(bytes(9)).substring(0, 17);
    }

    /** A random UUID. */
    public String uuid() {
        byte[] bytes = bytes(16);
        bytes[6] = (byte) ((bytes[6] & 0x0f) | 0x40);
        bytes[8] = (byte) ((bytes[8] & 0x3f) | 0x80);
        BigInteger value = new BigInteger(1, bytes);
        return new UUID(value.shiftRight(64).longValue(), value.longValue()).toString();
    }

    /** So many random bytes. */
    public byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.accept(bytes);
        return bytes;
    }

    /**
     * The account that an access key id was made for: the first six bytes after the prefix, read as base 32, hold it in
     * their bits 7 to 46. Keys of any age of Signet's follow this; on AWS those made before about 2019 do not.
     *
     * @return twelve digits; for text that is no access key id of ours, digits that mean nothing
     */
    public static String accountOf(String accessKeyId) {
        BigInteger value = BigInteger.ZERO;
        for (int i = PREFIX; i < PREFIX + SIX_BYTES; i++) {
            int digit = i < accessKeyId.length() ? BASE32.indexOf(accessKeyId.charAt(i)) : 0;
            value = value.shiftLeft(5).or(BigInteger.valueOf(Math.max(0, digit)));
        }
        long firstSixBytes = value.shiftRight(2).longValue();
        long account = (firstSixBytes & 0x7fffffffff80L) >> ACCOUNT_SHIFT;
        return String.format(Locale.ROOT, "%012d", account % ACCOUNTS);
    }

    /** Sets the top bit, as AWS's ids of today have it, then the account's 40 bits, then random ones. */
    private String withAccount(String account, int length) {
        BigInteger bits = new BigInteger(1, bytes(11));
        int total = length * 5;
        BigInteger value = bits.mod(BigInteger.ONE.shiftLeft(total - 41));
        value = value.or(BigInteger.valueOf(Long.parseLong(account)).shiftLeft(total - 41));
        value = value.or(BigInteger.ONE.shiftLeft(total - 1));
        StringBuilder text = new StringBuilder(length);
        for (int i = length - 1; i >= 0; i--) {
            text.append(BASE32.charAt(value.shiftRight(i * 5).intValue() & 31));
        }
        return text.toString();
    }
}
