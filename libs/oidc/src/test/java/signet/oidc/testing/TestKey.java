package signet.oidc.testing;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that signs tokens, by the JDK alone, so that what the library verifies is not what the library made.
 *
 * @param id its {@code kid}
 * @param algorithm such as {@code RS256}
 */
public record TestKey(String id, String algorithm, KeyPair keys) {
    private static final Map<String, String> CURVES =
            Map.of("ES256", "secp256r1", "ES384", "secp384r1", "ES512", "secp521r1");
    private static final Map<String, String> CURVE_NAMES = Map.of("ES256", "P-256", "ES384", "P-384", "ES512", "P-521");

    /** A new key. */
    public static TestKey create(String id, String algorithm) {
        return create(id, algorithm, 2048);
    }

    /** A new key; RSA's with so many bits. */
    public static TestKey create(String id, String algorithm, int bits) {
        try {
            KeyPairGenerator generator;
            if (algorithm.startsWith("RS")) {
                generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(bits);
            } else {
                generator = KeyPairGenerator.getInstance("EC");
                generator.initialize(new ECGenParameterSpec(CURVES.get(algorithm)));
            }
            return new TestKey(id, algorithm, generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The same key under another id or for another algorithm. */
    public TestKey as(String otherId, String otherAlgorithm) {
        return new TestKey(otherId, otherAlgorithm, keys);
    }

    /** A token with the usual header. */
    public String token(String claims) {
        return token("{\"alg\":\"" + algorithm + "\",\"kid\":\"" + id + "\",\"typ\":\"JWT\"}", claims);
    }

    /** A token with any header. */
    public String token(String header, String claims) {
        String signed = part(header) + "." + part(claims);
        return signed + "." + part(sign(signed));
    }

    /** What a token would be whose signature is keyed with a secret. */
    public static String hmac(String header, String claims, byte[] secret) {
        try {
            String signed = part(header) + "." + part(claims);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return signed + "." + part(mac.doFinal(signed.getBytes(StandardCharsets.US_ASCII)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** Text as a part of a token. */
    public static String part(String text) {
        return part(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Bytes as a part of a token. */
    public static String part(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    private byte[] sign(String text) {
        try {
            String hash = "SHA" + algorithm.substring(2);
            Signature signature = Signature.getInstance(
                    algorithm.startsWith("RS") ? hash + "withRSA" : hash + "withECDSAinP1363Format");
            signature.initSign(keys.getPrivate());
            signature.update(text.getBytes(StandardCharsets.US_ASCII));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    /** The public key as a JWK. */
    public String jwk() {
        return jwk("\"use\":\"sig\"");
    }

    /** The public key as a JWK with other members besides. */
    public String jwk(String more) {
        String named = "{\"kid\":\"" + id + "\"," + more + ",";
        if (keys.getPublic() instanceof RSAPublicKey rsa) {
            return named + "\"kty\":\"RSA\",\"n\":\"" + part(unsigned(rsa.getModulus(), 0)) + "\",\"e\":\""
                    + part(unsigned(rsa.getPublicExponent(), 0)) + "\"}";
        }
        ECPublicKey ec = (ECPublicKey) keys.getPublic();
        int size = (ec.getParams().getCurve().getField().getFieldSize() + 7) / 8;
        return named + "\"kty\":\"EC\",\"crv\":\"" + CURVE_NAMES.get(algorithm) + "\",\"x\":\""
                + part(unsigned(ec.getW().getAffineX(), size)) + "\",\"y\":\""
                + part(unsigned(ec.getW().getAffineY(), size)) + "\"}";
    }

    private static byte[] unsigned(BigInteger number, int size) {
        byte[] bytes = number.toByteArray();
        int from = bytes[0] == 0 ? 1 : 0;
        int length = Math.max(size, bytes.length - from);
        byte[] result = new byte[length];
        System.arraycopy(bytes, from, result, length - (bytes.length - from), bytes.length - from);
        return result;
    }
}
