package signet.ec2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * A new key pair.
 *
 * @param type {@code rsa} or {@code ed25519}
 * @param openSsh the public key in OpenSSH's form
 * @param fingerprint EC2's: of an RSA key the SHA-1 of the private key in PKCS #8, else OpenSSH's
 * @param pem the private key: PKCS #1 for RSA, OpenSSH's own form for ED25519
 */
record NewKey(String type, String openSsh, String fingerprint, String pem) {
    private static final int RSA_BITS = 2048;
    private static final int ED25519_BYTES = 32;
    private static final int SSH_BLOCK = 8;

    static NewKey generate(String type) {
        try {
            return type.equals("ed25519") ? ed25519() : rsa();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java makes RSA and Ed25519 keys", e);
        }
    }

    private static NewKey rsa() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(RSA_BITS);
        KeyPair pair = generator.generateKeyPair();
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        byte[] blob = PublicKeys.blob((RSAPublicKey) pair.getPublic());
        return new NewKey(
                "rsa",
                PublicKeys.line(PublicKeys.RSA, blob),
                PublicKeys.colons("SHA-1", pkcs8),
                pem("RSA PRIVATE KEY", pkcs1(pkcs8), 64));
    }

    private static NewKey ed25519() throws GeneralSecurityException {
        KeyPair pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        byte[] publicKey = end(pair.getPublic().getEncoded());
        byte[] seed = end(pair.getPrivate().getEncoded());
        byte[] name = PublicKeys.ED25519.getBytes(StandardCharsets.US_ASCII);
        byte[] blob = PublicKeys.blob(name, publicKey);
        return new NewKey(
                "ed25519",
                PublicKeys.line(PublicKeys.ED25519, blob),
                PublicKeys.sha256(blob),
                pem("OPENSSH PRIVATE KEY", openSshPrivate(name, publicKey, seed, blob), 70));
    }

    /** PKCS #8 holds PKCS #1 in its last member, an octet string (RFC 5958): SEQUENCE, INTEGER, SEQUENCE, OCTET STRING. */
    private static byte[] pkcs1(byte[] pkcs8) {
        int at = content(pkcs8, 0);
        at = end(pkcs8, at);
        at = end(pkcs8, at);
        return Arrays.copyOfRange(pkcs8, content(pkcs8, at), end(pkcs8, at));
    }

    /** Where the content of the DER value at a place begins. */
    private static int content(byte[] der, int at) {
        int length = der[at + 1] & 0xff;
        return at + 2 + (length < 0x80 ? 0 : length & 0x7f);
    }

    /** Where the DER value at a place ends. */
    private static int end(byte[] der, int at) {
        int first = der[at + 1] & 0xff;
        int length = first < 0x80 ? first : 0;
        for (int i = at + 2; i < content(der, at); i++) {
            length = (length << 8) | (der[i] & 0xff);
        }
        return content(der, at) + length;
    }

    /** OpenSSH's PROTOCOL.key: one key, not encrypted. The check number only has to be there twice. */
    private static byte[] openSshPrivate(byte[] name, byte[] publicKey, byte[] seed, byte[] blob) {
        byte[] none = "none".getBytes(StandardCharsets.US_ASCII);
        byte[] check = Arrays.copyOf(blob, 4);
        ByteArrayOutputStream secret = new ByteArrayOutputStream();
        secret.writeBytes(check);
        secret.writeBytes(check);
        secret.writeBytes(PublicKeys.blob(name, publicKey, joined(seed, publicKey), new byte[0]));
        for (int pad = 1; secret.size() % SSH_BLOCK != 0; pad++) {
            secret.write(pad);
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("openssh-key-v1\0".getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(PublicKeys.blob(none, none, new byte[0]));
        out.writeBytes(new byte[] {0, 0, 0, 1});
        out.writeBytes(PublicKeys.blob(blob, secret.toByteArray()));
        return out.toByteArray();
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] joined = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, joined, first.length, second.length);
        return joined;
    }

    /** The key itself stands at the end of the encoding. */
    private static byte[] end(byte[] encoded) {
        return Arrays.copyOfRange(encoded, encoded.length - ED25519_BYTES, encoded.length);
    }

    private static String pem(String label, byte[] bytes, int width) {
        String body = Base64.getMimeEncoder(width / 4 * 4, new byte[] {'\n'}).encodeToString(bytes);
        return "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----";
    }

    /** Without the private key. */
    @Override
    public String toString() {
        return "NewKey[" + openSsh + "]";
    }
}
