package signet.identity;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/**
 * Passwords as hashes: PBKDF2-HMAC-SHA512 (RFC 8018) with a salt of its own for each. The parameters are kept with each
 * hash, so that they can grow and old hashes still work. To hash or compare takes a good part of a second on purpose:
 * never do it inside a transaction.
 */
public final class Passwords {
    /** What OWASP's "Password Storage Cheat Sheet" asks for with SHA-512. */
    public static final int ITERATIONS = 210_000;

    private static final String SCHEME = "pbkdf2-sha512";
    private static final int SALT = 16;
    private static final int HASH_BITS = 512;

    private final Ids ids;
    private final int iterations;

    /** What became of an attempt to sign in. */
    public enum Outcome {
        /** The password is right. */
        GOOD,
        /** The password is wrong, or there is none, or no such user. */
        WRONG,
        /** The password is right, and older than the account allows. */
        EXPIRED,
        /** The password is right, and has to be replaced before anything else. */
        RESET_REQUIRED
    }

    /**
     * Passwords with salts from a source.
     *
     * @param iterations how often a new hash is worked on; {@link #ITERATIONS} but in tests
     */
    public Passwords(Ids ids, int iterations) {
        this.ids = ids;
        this.iterations = iterations;
    }

    /** The hash of a password, with its scheme, iterations and salt. */
    public String hash(String password) {
        byte[] salt = ids.bytes(SALT);
        byte[] hash = derive(password, salt, iterations);
        Base64.Encoder base64 = Base64.getEncoder().withoutPadding();
        return SCHEME + "$" + iterations + "$" + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    /** Whether a hash is a password's. The time that it takes tells nothing about how much is right. */
    public boolean matches(String hash, String password) {
        String[] parts = hash.split("\\$", -1);
        if (parts.length != 4 || !parts[0].equals(SCHEME)) {
            throw new IllegalStateException("a password's hash is of a scheme that this version does not know");
        }
        byte[] salt = Base64.getDecoder().decode(parts[2]);
        byte[] expected = Base64.getDecoder().decode(parts[3]);
        return MessageDigest.isEqual(expected, derive(password, salt, Integer.parseInt(parts[1])));
    }

    /**
     * What a sign-in with a password comes to. Takes as long for a user who isn't there or has no password.
     *
     * @param user the user, null if there is none of the name that was given
     */
    public Outcome check(View view, @Nullable User user, String password, Instant now) {
        Optional<LoginProfile> profile =
                Optional.ofNullable(user).flatMap(found -> view.get(Tables.LOGIN_PROFILES, found.id()));
        if (profile.isEmpty()) {
            hash(password);
            return Outcome.WRONG;
        }
        LoginProfile found = profile.get();
        if (!matches(found.hash(), password)) {
            return Outcome.WRONG;
        }
        boolean expired = view.get(Tables.PASSWORD_POLICIES, found.account())
                .flatMap(policy -> policy.expiry(found.changed()))
                .filter(end -> !now.isBefore(end))
                .isPresent();
        if (expired) {
            return Outcome.EXPIRED;
        }
        return found.resetRequired() ? Outcome.RESET_REQUIRED : Outcome.GOOD;
    }

    /** Takes note that a user signed in by password, as GetUser and the credential report show it. */
    public static void signedIn(Transaction tx, User user, Instant now) {
        tx.put(Tables.SIGN_INS, user.id(), new SignIn(user.id(), now));
    }

    private static byte[] derive(String password, byte[] salt, int iterations) {
        PBEKeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BITS);
        try {
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512")
                    .generateSecret(spec)
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no PBKDF2-HMAC-SHA512", e);
        } finally {
            spec.clearPassword();
        }
    }
}
