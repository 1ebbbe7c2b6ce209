package signet.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import signet.imds.DocumentSigner;

/**
 * Signs the identity documents of this installation's instances, with the algorithms of AWS: RSA with SHA-256, and DSA of
 * 1024 bits with SHA-1 for what asks for that. The keys are made at the first start and kept in the data directory; the
 * certificates are for everybody who wants to verify a document.
 */
final class IdentitySigner implements DocumentSigner {
    /** As long as AWS's own: a document that was once signed shall be verifiable. */
    private static final Duration LIFE = Duration.ofDays(36_500);

    private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);
    private static final X500Name NAME = new X500Name("O=Signet,CN=Signet instance identity");
    private static final String RSA = "SHA256withRSA";
    private static final String DSA = "SHA1withDSA";
    private static final byte[] LINE_BREAK = {'\n'};

    private final KeptCertificate rsa;
    private final KeptCertificate dsa;

    private IdentitySigner(KeptCertificate rsa, KeptCertificate dsa) {
        this.rsa = rsa;
        this.dsa = dsa;
    }

    /** The signer whose keys a directory holds; makes them if there are none. */
    static IdentitySigner in(Path directory, Clock clock) {
        return new IdentitySigner(
                KeptCertificate.in(
                        directory.resolve("instance-identity-rsa.pem"),
                        kept -> true,
                        () -> make("RSA", 2048, RSA, clock.instant())),
                KeptCertificate.in(
                        directory.resolve("instance-identity-dsa.pem"),
                        kept -> true,
                        () -> make("DSA", 1024, DSA, clock.instant())));
    }

    /** The certificate that verifies {@link #signature} and {@link #rsa2048}, in PEM. */
    String rsaCertificate() {
        return rsa.certificatePem();
    }

    /** The certificate that verifies {@link #pkcs7}, in PEM. */
    String dsaCertificate() {
        return dsa.certificatePem();
    }

    @Override
    public String signature(byte[] document) {
        try {
            Signature signature = Signature.getInstance(RSA);
            signature.initSign(rsa.keys().getPrivate());
            signature.update(document);
            return lines(76, signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a document could not be signed", e);
        }
    }

    @Override
    public String pkcs7(byte[] document) {
        return message(dsa, DSA, document);
    }

    @Override
    public String rsa2048(byte[] document) {
        return message(rsa, RSA, document);
    }

    /** As AWS's, it has the document in it and not the certificate. */
    private static String message(KeptCertificate signer, String algorithm, byte[] document) {
        try {
            CMSSignedDataGenerator generator = new CMSSignedDataGenerator();
            generator.addSignerInfoGenerator(
                    new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
                            .build(
                                    new JcaContentSignerBuilder(algorithm)
                                            .build(signer.keys().getPrivate()),
                                    signer.certificate()));
            return lines(
                    64,
                    generator
                            .generate(new CMSProcessableByteArray(document), true)
                            .getEncoded());
        } catch (GeneralSecurityException | OperatorCreationException | CMSException | IOException e) {
            throw new IllegalStateException("a document could not be signed", e);
        }
    }

    private static String lines(int length, byte[] bytes) {
        return Base64.getMimeEncoder(length, LINE_BREAK).encodeToString(bytes);
    }

    private static KeptCertificate make(String kind, int bits, String algorithm, Instant now)
            throws GeneralSecurityException, OperatorCreationException, IOException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance(kind);
        generator.initialize(bits);
        KeyPair keys = generator.generateKeyPair();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                KeptCertificate.newSerial(),
                Date.from(now.minus(CLOCKS_DIFFER_BY)),
                Date.from(now.plus(LIFE)),
                NAME,
                keys.getPublic());
        builder.addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature));
        return new KeptCertificate(
                keys,
                new JcaX509CertificateConverter()
                        .getCertificate(
                                builder.build(new JcaContentSignerBuilder(algorithm).build(keys.getPrivate()))));
    }
}
