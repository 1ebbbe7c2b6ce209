package signet.identity;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;

/**
 * An account as an issuer of tokens by which its principals prove elsewhere who they are. Its keys stay when it is disabled,
 * as on AWS, for tokens that are out must still be verified.
 *
 * @param account the account's id
 * @param enabled whether it gives tokens now
 * @param rsa the private key for RS256, in base 64 of PKCS #8
 * @param rsaPublic its public key, in base 64 of X.509
 * @param ec the private key for ES384, likewise
 * @param ecPublic its public key, likewise
 */
public record TokenIssuer(
        String account, boolean enabled, Instant created, String rsa, String rsaPublic, String ec, String ecPublic) {
    private static final String PATH = "/_signet/oidc/";

    /** A new one, with keys of its own. */
    public static TokenIssuer create(String account, Instant created) {
        try {
            KeyPairGenerator rsa = KeyPairGenerator.getInstance("RSA");
            rsa.initialize(2048);
            KeyPair first = rsa.generateKeyPair();
            KeyPairGenerator ec = KeyPairGenerator.getInstance("EC");
            ec.initialize(new ECGenParameterSpec("secp384r1"));
            KeyPair second = ec.generateKeyPair();
            return new TokenIssuer(
                    account,
                    true,
                    created,
                    text(first.getPrivate().getEncoded()),
                    text(first.getPublic().getEncoded()),
                    text(second.getPrivate().getEncoded()),
                    text(second.getPublic().getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("no keys could be made", e);
        }
    }

    /** The path under which a server has the documents of an account's issuer. */
    public static String path(String account) {
        return PATH + account;
    }

    /** The same issuer, giving tokens or not. */
    public TokenIssuer enabled(boolean now) {
        return new TokenIssuer(account, now, created, rsa, rsaPublic, ec, ecPublic);
    }

    /** The private key for RS256. */
    public RSAPrivateKey rsaKey() {
        return (RSAPrivateKey) read(() -> KeyFactory.getInstance("RSA").generatePrivate(pkcs8(rsa)));
    }

    /** The public key for RS256. */
    public RSAPublicKey rsaPublicKey() {
        return (RSAPublicKey) read(() -> KeyFactory.getInstance("RSA").generatePublic(x509(rsaPublic)));
    }

    /** The private key for ES384. */
    public ECPrivateKey ecKey() {
        return (ECPrivateKey) read(() -> KeyFactory.getInstance("EC").generatePrivate(pkcs8(ec)));
    }

    /** The public key for ES384. */
    public ECPublicKey ecPublicKey() {
        return (ECPublicKey) read(() -> KeyFactory.getInstance("EC").generatePublic(x509(ecPublic)));
    }

    private static PKCS8EncodedKeySpec pkcs8(String text) {
        return new PKCS8EncodedKeySpec(Base64.getDecoder().decode(text));
    }

    private static X509EncodedKeySpec x509(String text) {
        return new X509EncodedKeySpec(Base64.getDecoder().decode(text));
    }

    private static String text(byte[] encoded) {
        return Base64.getEncoder().encodeToString(encoded);
    }

    /** Reads a key. */
    @FunctionalInterface
    private interface KeyReader {
        Object read() throws GeneralSecurityException;
    }

    private static Object read(KeyReader reader) {
        try {
            return reader.read();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a stored key cannot be read", e);
        }
    }

    @Override
    public String toString() {
        return "TokenIssuer[" + account + "]";
    }
}
