package signet.iam;

import java.io.IOException;
import java.io.StringWriter;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPrivateKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.util.io.pem.PemObject;

/** Makes keys and certificates, as a test needs them. */
final class TestCertificates {
    static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static int serial = 1;

    private TestCertificates() {}

    /** A certificate with its key. */
    record Issued(KeyPair keys, X509Certificate certificate) {
        String pem() {
            return TestCertificates.pem(certificate);
        }

        /** The private key in its algorithm's own form ({@code RSA PRIVATE KEY}, {@code EC PRIVATE KEY}). */
        String key() {
            return keys.getPrivate() instanceof ECPrivateKey ec
                    ? TestCertificates.sec1(ec)
                    : TestCertificates.pem(keys.getPrivate());
        }

        /** The private key in PKCS #8. */
        String pkcs8() throws Exception {
            return TestCertificates.pem(new JcaPKCS8Generator(keys.getPrivate(), null));
        }
    }

    static KeyPair rsa() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    static KeyPair ec() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    static Issued selfSigned(String name, KeyPair keys) throws Exception {
        return new Issued(keys, sign(name, keys, name, keys, NOW.minus(Duration.ofDays(1))));
    }

    static Issued signedBy(Issued issuer, String name, KeyPair keys) throws Exception {
        String by = issuer.certificate().getSubjectX500Principal().getName();
        return new Issued(keys, sign(name, keys, by, issuer.keys(), NOW.minus(Duration.ofDays(1))));
    }

    /** A certificate for ninety days from a moment. */
    static Issued from(Instant begin, String name, KeyPair keys) throws Exception {
        return new Issued(keys, sign(name, keys, name, keys, begin));
    }

    private static X509Certificate sign(String name, KeyPair keys, String issuer, KeyPair signer, Instant begin)
            throws Exception {
        String algorithm = signer.getPrivate().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal(issuer),
                BigInteger.valueOf(serial++),
                Date.from(begin),
                Date.from(begin.plus(Duration.ofDays(90))),
                new X500Principal(name),
                keys.getPublic());
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder(algorithm).build(signer.getPrivate())));
    }

    /** An EC key as OpenSSL writes it (RFC 5915), which names its curve. */
    private static String sec1(ECPrivateKey key) {
        PrivateKeyInfo info = PrivateKeyInfo.getInstance(key.getEncoded());
        try {
            return pem(new PemObject(
                    "EC PRIVATE KEY",
                    new org.bouncycastle.asn1.sec.ECPrivateKey(
                                    256,
                                    key.getS(),
                                    info.getPrivateKeyAlgorithm().getParameters())
                            .getEncoded()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    static String pem(Object object) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            writer.writeObject(object);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return text.toString();
    }
}
