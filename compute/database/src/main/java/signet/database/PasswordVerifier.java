package signet.database;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What PostgreSQL checks a password by (SCRAM-SHA-256: RFC 5802 and RFC 7677), so that a password itself is never written
 * anywhere nor handed to another program.
 *
 * @param text as PostgreSQL keeps it: {@code SCRAM-SHA-256$<iterations>:<salt>$<StoredKey>:<ServerKey>}
 */
public record PasswordVerifier(String text) {
    /** The length of a salt, in bytes. */
    public static final int SALT_BYTES = 16;

    private static final int ITERATIONS = 4096;
    private static final int KEY_BITS = 256;
    private static final Pattern FORM =
            Pattern.compile("SCRAM-SHA-256\\$\\d+:[A-Za-z0-9+/=]+\\$[A-Za-z0-9+/=]+:[A-Za-z0-9+/=]+");

    public PasswordVerifier {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("Not a SCRAM-SHA-256 verifier");
        }
    }

    /**
     * The verifier of a password.
     *
     * @param password in printable ASCII, which has no second spelling in Unicode
     * @param salt {@link #SALT_BYTES} random bytes
     */
    public static PasswordVerifier of(String password, byte[] salt) {
        if (password.isEmpty() || !password.chars().allMatch(c -> c >= ' ' && c <= '~')) {
            throw new IllegalArgumentException("A password is of printable ASCII characters");
        }
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, ITERATIONS, KEY_BITS);
        try {
            byte[] salted = SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(spec)
                    .getEncoded();
            byte[] stored = MessageDigest.getInstance("SHA-256").digest(hmac(salted, "Client Key"));
            Base64.Encoder base64 = Base64.getEncoder();
            return new PasswordVerifier("SCRAM-SHA-256$" + ITERATIONS + ":" + base64.encodeToString(salt) + "$"
                    + base64.encodeToString(stored) + ":" + base64.encodeToString(hmac(salted, "Server Key")));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        } finally {
            spec.clearPassword();
        }
    }

    private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Nothing by which the password could be guessed. */
    @Override
    public String toString() {
        return "PasswordVerifier[]";
    }
}
