package signet.iam;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.x9.X9ObjectIdentifiers;
import org.bouncycastle.openssl.PEMEncryptedKeyPair;
import org.bouncycastle.openssl.PEMKeyPair;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.pkcs.PKCS8EncryptedPrivateKeyInfo;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;
import signet.model.iam.IamErrors;

/** X.509 certificates and private keys in PEM, really read. */
final class Certificates {
    private static final String BEGIN = "-----BEGIN CERTIFICATE-----";

    private Certificates() {}

    /** The certificates in a text, in order; empty if it is anything else. */
    static Optional<List<X509Certificate>> read(String pem) {
        if (!pem.strip().startsWith(BEGIN)) {
            return Optional.empty();
        }
        try {
            List<X509Certificate> read = CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(pem.getBytes(StandardCharsets.ISO_8859_1)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
            return read.isEmpty() ? Optional.empty() : Optional.of(read);
        } catch (CertificateException e) {
            return Optional.empty();
        }
    }

    /** SHA-256 of a certificate. */
    static String digest(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.of().formatHex(digest);
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read has no encoding", e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    /**
     * A certificate that a server can show: valid now, of the private key, and signed by the first of its chain, each of
     * which the next one signed.
     *
     * @throws AwsError MalformedCertificate or KeyPairMismatch
     */
    static X509Certificate forServer(String body, String key, @Nullable String chain, Instant now) {
        X509Certificate certificate = read(body)
                .filter(all -> all.size() == 1)
                .map(List::getFirst)
                .orElseThrow(() ->
                        malformed("Unable to parse certificate. Please ensure the certificate is in PEM format."));
        PrivateKey secret = privateKey(key);
        if (!belong(certificate.getPublicKey(), secret)) {
            throw IamErrors.keyPairMismatch("The public key certificate and the private key do not match.");
        }
        if (now.isBefore(certificate.getNotBefore().toInstant())
                || now.isAfter(certificate.getNotAfter().toInstant())) {
            throw brokenChain(-1);
        }
        if (chain != null) {
            checkChain(certificate, chain);
        }
        return certificate;
    }

    private static void checkChain(X509Certificate certificate, String chain) {
        List<X509Certificate> issuers = read(chain)
                .orElseThrow(() -> malformed(
                        "Unable to parse certificate chain. Please ensure the certificate chain is in PEM format."));
        X509Certificate signed = certificate;
        for (int i = 0; i < issuers.size(); i++) {
            if (!signedBy(signed, issuers.get(i))) {
                throw brokenChain(i - 1);
            }
            signed = issuers.get(i);
        }
    }

    private static boolean signedBy(X509Certificate certificate, X509Certificate issuer) {
        if (!certificate.getIssuerX500Principal().equals(issuer.getSubjectX500Principal())) {
            return false;
        }
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** An RSA private key in PKCS #8; empty if the text is anything else. */
    static Optional<byte[]> rsaKey(String pem) {
        try {
            PrivateKey key = privateKey(pem);
            return key.getAlgorithm().equals("RSA") ? Optional.of(key.getEncoded()) : Optional.empty();
        } catch (AwsError e) {
            return Optional.empty();
        }
    }

    private static PrivateKey privateKey(String pem) {
        try (PEMParser parser = new PEMParser(new StringReader(pem.strip()))) {
            JcaPEMKeyConverter converter = new JcaPEMKeyConverter();
            // The name that Java itself has for such keys; Bouncy Castle's own is known to its provider only.
            converter.setAlgorithmMapping(X9ObjectIdentifiers.id_ecPublicKey, "EC");
            Object read = parser.readObject();
            if (read instanceof ASN1ObjectIdentifier) {
                read = parser.readObject(); // "openssl ecparam -genkey" names the curve in a block before the key
            }
            return switch (read) {
                case PEMKeyPair pair -> converter.getPrivateKey(pair.getPrivateKeyInfo());
                case PrivateKeyInfo info -> converter.getPrivateKey(info);
                case PEMEncryptedKeyPair encrypted -> throw encryptedKey();
                case PKCS8EncryptedPrivateKeyInfo encrypted -> throw encryptedKey();
                case null, default -> throw unreadableKey();
            };
        } catch (IOException | IllegalArgumentException e) {
            throw unreadableKey();
        }
    }

    /** Whether what a private key signs is verified by a public one. */
    private static boolean belong(PublicKey open, PrivateKey secret) {
        String algorithm = switch (open.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> "Ed25519";
        };
        byte[] text = "signet".getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signer = Signature.getInstance(algorithm);
            signer.initSign(secret);
            signer.update(text);
            Signature verifier = Signature.getInstance(algorithm);
            verifier.initVerify(open);
            verifier.update(text);
            return verifier.verify(signer.sign());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static AwsError encryptedKey() {
        return malformed("Unable to parse key; the body is encrypted.");
    }

    private static AwsError unreadableKey() {
        return malformed("Unable to parse key. Please ensure the key is in PEM format.");
    }

    private static AwsError brokenChain(int index) {
        return malformed("Unable to validate certificate chain. The certificate chain must start with the immediate"
                + " signing certificate, followed by any intermediaries in order. The index within the chain of the"
                + " invalid certificate is: " + index);
    }

    private static AwsError malformed(String text) {
        return IamErrors.malformedCertificate(text);
    }
}
