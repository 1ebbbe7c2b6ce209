package signet.iamtoolbox;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import signet.identity.Ids;

/**
 * The ids by which an access denied message refers to what was decided: twenty lower-case letters and digits, as AWS's (IAM User
 * Guide, "Troubleshoot access denied error messages with authorization ID"), the last four of which check the others, for AWS
 * tells an id that it never made from one that it no longer knows.
 */
public final class AuthorizationId {
    private static final String ALPHABET = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int BITS = 5;
    private static final int RANDOM_BYTES = 10;
    private static final int RANDOM = 16;
    private static final int CHECK = 4;
    private static final Pattern FORM = Pattern.compile("[a-z2-7]{20}");
    private static final Pattern UUID_FORM = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern S3_FORM = Pattern.compile("[0-9a-f]{16}");
    private static final int UUID_HALF = 16;

    private AuthorizationId() {}

    /** A new id. */
    public static String next(Ids ids) {
        String random = text(ids.bytes(RANDOM_BYTES), RANDOM);
        return random + check(random);
    }

    /** Whether it may be an id of {@link #next}; one of a million others looks like one. */
    static boolean isOne(String id) {
        return FORM.matcher(id).matches() && check(id.substring(0, RANDOM)).equals(id.substring(RANDOM));
    }

    /**
     * What an id means in the event log: itself, or beyond AWS the id of an event or of a request, such as one that was
     * allowed and so has no other, written in small letters and without its dashes.
     */
    static Optional<String> meaning(String id) {
        if (isOne(id)) {
            return Optional.of(id);
        }
        if (UUID_FORM.matcher(id).matches()) {
            long high = Long.parseUnsignedLong(id.substring(0, UUID_HALF), 16);
            long low = Long.parseUnsignedLong(id.substring(UUID_HALF), 16);
            return Optional.of(new UUID(high, low).toString());
        }
        return S3_FORM.matcher(id).matches() ? Optional.of(id.toUpperCase(Locale.ROOT)) : Optional.empty();
    }

    private static String check(String random) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(random.getBytes(StandardCharsets.UTF_8));
            return text(hash, CHECK);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(byte[] bytes, int length) {
        StringBuilder text = new StringBuilder(length);
        int bits = 0;
        int held = 0;
        int next = 0;
        while (text.length() < length) {
            if (held < BITS) {
                bits = (bits << 8) | (bytes[next++] & 0xff);
                held += 8;
            }
            held -= BITS;
            text.append(ALPHABET.charAt((bits >> held) & (ALPHABET.length() - 1)));
        }
        return text.toString();
    }
}
