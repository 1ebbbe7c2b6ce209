package signet.ec2;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/** Public keys in OpenSSH's form (RFC 4253, section 6.6; RFC 8709) and EC2's fingerprints of them. */
final class PublicKeys {
    static final String RSA = "ssh-rsa";
    static final String ED25519 = "ssh-ed25519";

    private static final int ED25519_BYTES = 32;

    private PublicKeys() {}

    /** A public key that was read: its type in EC2's word, its OpenSSH form without a comment, its fingerprint. */
    record Imported(String type, String openSsh, String fingerprint) {}

    /**
     * Reads a key in OpenSSH's form.
     *
     * @throws signet.model.AwsError if it is none, or of a kind that EC2 doesn't take
     */
    static Imported read(byte[] material) {
        String[] words = new String(material, StandardCharsets.UTF_8).strip().split("\\s+", 3);
        if (words.length < 2) {
            throw malformed();
        }
        try {
            byte[] blob = Base64.getDecoder().decode(words[1]);
            ByteBuffer in = ByteBuffer.wrap(blob);
            if (!new String(string(in), StandardCharsets.US_ASCII).equals(words[0])) {
                throw malformed();
            }
            Imported imported = words[0].equals(ED25519) ? ed25519(in, blob) : rsa(words[0], in, blob);
            if (in.hasRemaining()) {
                throw malformed();
            }
            return imported;
        } catch (IllegalArgumentException | BufferUnderflowException | GeneralSecurityException e) {
            throw malformed();
        }
    }

    /** The wire form of an RSA key. */
    static byte[] blob(RSAPublicKey key) {
        return blob(
                RSA.getBytes(StandardCharsets.US_ASCII),
                key.getPublicExponent().toByteArray(),
                key.getModulus().toByteArray());
    }

    /** Strings as SSH writes them: each with its length before it. */
    static byte[] blob(byte[]... strings) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream out = new DataOutputStream(bytes)) {
            for (byte[] string : strings) {
                out.writeInt(string.length);
                out.write(string);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** The line that goes into {@code authorized_keys}. */
    static String line(String type, byte[] blob) {
        return type + " " + Base64.getEncoder().encodeToString(blob);
    }

    /** A digest as pairs of hexadecimal digits. */
    static String colons(String algorithm, byte[] bytes) throws GeneralSecurityException {
        return HexFormat.ofDelimiter(":")
                .formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
    }

    /** OpenSSH's fingerprint: SHA-256 in base 64. */
    static String sha256(byte[] blob) throws GeneralSecurityException {
        return Base64.getEncoder()
                .encodeToString(MessageDigest.getInstance("SHA-256").digest(blob));
    }

    private static Imported ed25519(ByteBuffer in, byte[] blob) throws GeneralSecurityException {
        if (string(in).length != ED25519_BYTES) {
            throw malformed();
        }
        return new Imported("ed25519", line(ED25519, blob), sha256(blob));
    }

    /** EC2's fingerprint of an imported RSA key is the MD5 of its X.509 form. */
    private static Imported rsa(String type, ByteBuffer in, byte[] blob) throws GeneralSecurityException {
        if (!type.equals(RSA)) {
            throw malformed();
        }
        BigInteger exponent = new BigInteger(1, string(in));
        BigInteger modulus = new BigInteger(1, string(in));
        int bits = modulus.bitLength();
        if (bits != 1024 && bits != 2048 && bits != 4096) {
            throw Errors.of("InvalidKey.Format", "Key length must be 1024, 2048 or 4096 bits");
        }
        byte[] encoded = KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(modulus, exponent))
                .getEncoded();
        return new Imported("rsa", line(RSA, blob), colons("MD5", encoded));
    }

    private static byte[] string(ByteBuffer in) {
        int length = in.getInt();
        if (length < 0 || length > in.remaining()) {
            throw malformed();
        }
        byte[] bytes = new byte[length];
        in.get(bytes);
        return Arrays.copyOf(bytes, length);
    }

    private static signet.model.AwsError malformed() {
        return Errors.of("InvalidKey.Format", "Key is not in valid OpenSSH public key format");
    }
}
