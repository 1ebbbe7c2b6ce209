package signet.server;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.GeneralSubtree;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.NameConstraints;
import org.bouncycastle.cert.CertIOException;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The authority whose certificates instances trust, and nobody else: it signs for Amazon's host names only, which its own
 * certificate says (RFC 5280, 4.2.1.10). It is made at the first start and kept in the data directory.
 */
final class CertificateAuthority {
    private static final Duration AUTHORITY_LIFE = Duration.ofDays(3650);
    private static final Duration SERVER_LIFE = Duration.ofDays(397);
    private static final Duration RENEWED_BEFORE_END = Duration.ofDays(400);
    private static final Duration CLOCKS_DIFFER_BY = Duration.ofDays(1);
    private static final String DOMAIN = "amazonaws.com";
    private static final X500Name NAME = new X500Name("O=Signet,CN=Signet instance authority");

    private final KeyPair keys;
    private final X509Certificate certificate;
    private final String certificatePem;

    private CertificateAuthority(KeptCertificate kept) {
        this.keys = kept.keys();
        this.certificate = kept.certificate();
        this.certificatePem = kept.certificatePem();
    }

    /** The authority that a directory holds; makes one if there is none, or if it would soon end. */
    static CertificateAuthority in(Path directory, Clock clock) {
        Instant now = clock.instant();
        Instant end = now.plus(RENEWED_BEFORE_END);
        return new CertificateAuthority(KeptCertificate.in(
                directory.resolve("authority.pem"),
                kept -> kept.certificate().getNotAfter().toInstant().isAfter(end),
                () -> make(now)));
    }

    /** Its own certificate. */
    X509Certificate certificate() {
        return certificate;
    }

    /** The certificate, as what is to trust it needs it. */
    String certificatePem() {
        return certificatePem;
    }

    /**
     * A new key with a certificate for host names, in a key store without a password.
     *
     * @param names may begin with {@code *.}; all end in {@code .amazonaws.com}
     */
    KeyStore issue(List<String> names, Instant now) {
        try {
            KeyPair server = newKeys();
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    certificate,
                    KeptCertificate.newSerial(),
                    Date.from(now.minus(CLOCKS_DIFFER_BY)),
                    Date.from(now.plus(SERVER_LIFE)),
                    new X500Name("O=Signet,CN=" + DOMAIN),
                    server.getPublic());
            GeneralName[] alternatives = names.stream()
                    .map(name -> new GeneralName(GeneralName.dNSName, name))
                    .toArray(GeneralName[]::new);
            JcaX509ExtensionUtils identifiers = new JcaX509ExtensionUtils();
            builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
                    .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.digitalSignature))
                    .addExtension(
                            Extension.extendedKeyUsage, false, new ExtendedKeyUsage(KeyPurposeId.id_kp_serverAuth))
                    .addExtension(Extension.subjectAlternativeName, false, new GeneralNames(alternatives))
                    .addExtension(
                            Extension.subjectKeyIdentifier,
                            false,
                            identifiers.createSubjectKeyIdentifier(server.getPublic()))
                    .addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            identifiers.createAuthorityKeyIdentifier(certificate));
            X509Certificate signed = signed(builder, keys.getPrivate());
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", server.getPrivate(), new char[0], new X509Certificate[] {signed, certificate});
            return store;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new IllegalStateException("no certificate could be made", e);
        }
    }

    private static KeptCertificate make(Instant now)
            throws GeneralSecurityException, OperatorCreationException, CertIOException {
        KeyPair keys = newKeys();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                NAME,
                KeptCertificate.newSerial(),
                Date.from(now.minus(CLOCKS_DIFFER_BY)),
                Date.from(now.plus(AUTHORITY_LIFE)),
                NAME,
                keys.getPublic());
        GeneralSubtree amazon = new GeneralSubtree(new GeneralName(GeneralName.dNSName, DOMAIN));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0))
                .addExtension(Extension.keyUsage, true, new KeyUsage(KeyUsage.keyCertSign | KeyUsage.cRLSign))
                .addExtension(
                        Extension.nameConstraints,
                        true,
                        new NameConstraints(new GeneralSubtree[] {amazon}, new GeneralSubtree[0]))
                .addExtension(
                        Extension.subjectKeyIdentifier,
                        false,
                        new JcaX509ExtensionUtils().createSubjectKeyIdentifier(keys.getPublic()));
        return new KeptCertificate(keys, signed(builder, keys.getPrivate()));
    }

    private static X509Certificate signed(JcaX509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static KeyPair newKeys() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }
}
