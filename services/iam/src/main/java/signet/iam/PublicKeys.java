package signet.iam;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.crypto.util.OpenSSHPublicKeyUtil;
import org.bouncycastle.crypto.util.PublicKeyFactory;
import org.bouncycastle.crypto.util.SubjectPublicKeyInfoFactory;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.util.io.pem.PemObject;
import org.bouncycastle.util.io.pem.PemWriter;
import signet.model.AwsError;
import signet.model.iam.IamErrors;

/** SSH public keys in the two encodings that IAM takes: {@code ssh-rsa} and PEM, RSA of 2048 bits or more. */
final class PublicKeys {
    private static final String SSH_RSA = "ssh-rsa";
    private static final int LEAST_BITS = 2048;

    private PublicKeys() {}

    /**
     * The key in SSH's own form (RFC 4253, section 6.6).
     *
     * @throws AwsError UnrecognizedPublicKeyEncoding or InvalidPublicKey
     */
    static byte[] wire(String body) {
        RSAKeyParameters key = rsa(body.strip());
        if (key.isPrivate() || key.getModulus().bitLength() < LEAST_BITS) {
            throw invalid();
        }
        try {
            return OpenSSHPublicKeyUtil.encodePublicKey(key);
        } catch (IOException e) {
            throw invalid();
        }
    }

    private static RSAKeyParameters rsa(String body) {
        if (body.startsWith(SSH_RSA + " ")) {
            return checked(() ->
                    OpenSSHPublicKeyUtil.parsePublicKey(Base64.getDecoder().decode(body.split("\\s+", 3)[1])));
        }
        if (body.startsWith("-----BEGIN ")) {
            return checked(() -> pem(body));
        }
        throw IamErrors.unrecognizedPublicKeyEncoding(
                "The request was rejected because the public key encoding format is unsupported or unrecognized.");
    }

    private static AsymmetricKeyParameter pem(String body) throws IOException {
        try (PEMParser parser = new PEMParser(new StringReader(body))) {
            if (parser.readObject() instanceof SubjectPublicKeyInfo info) {
                return PublicKeyFactory.createKey(info);
            }
            throw invalid();
        }
    }

    /** Reads a key of foreign text. */
    private interface Reader {
        AsymmetricKeyParameter read() throws IOException;
    }

    private static RSAKeyParameters checked(Reader reader) {
        try {
            if (reader.read() instanceof RSAKeyParameters key) {
                return key;
            }
        } catch (AwsError e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            throw invalid();
        }
        throw invalid();
    }

    /** The MD5 digest of a key in SSH's own form, as IAM shows it. */
    static String fingerprint(byte[] wire) {
        try {
            return HexFormat.ofDelimiter(":")
                    .formatHex(MessageDigest.getInstance("MD5").digest(wire));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no MD5", e);
        }
    }

    /** The key as {@code ssh-rsa}, without a comment. */
    static String ssh(String wire) {
        return SSH_RSA + " " + wire;
    }

    /** The key as PEM. */
    static String pemOf(String wire) {
        StringWriter text = new StringWriter();
        try (PemWriter writer = new PemWriter(text)) {
            AsymmetricKeyParameter key =
                    OpenSSHPublicKeyUtil.parsePublicKey(Base64.getDecoder().decode(wire));
            writer.writeObject(new PemObject(
                    "PUBLIC KEY",
                    SubjectPublicKeyInfoFactory.createSubjectPublicKeyInfo(key).getEncoded()));
        } catch (IOException e) {
            throw new IllegalStateException("a public key that was accepted cannot be written", e);
        }
        return text.toString();
    }

    private static AwsError invalid() {
        return IamErrors.invalidPublicKey(
                "The request was rejected because the public key is malformed or otherwise invalid.");
    }
}
