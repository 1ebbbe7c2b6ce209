package signet.server;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.Objects;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.bouncycastle.openssl.jcajce.JcaPEMKeyConverter;
import org.bouncycastle.openssl.jcajce.JcaPEMWriter;
import org.bouncycastle.openssl.jcajce.JcaPKCS8Generator;
import org.bouncycastle.operator.OperatorCreationException;

/** A private key and its certificate, in one file in PEM that only its owner can read. */
record KeptCertificate(KeyPair keys, X509Certificate certificate) {

    /** Makes a key and its certificate. */
    @FunctionalInterface
    interface Maker {
        KeptCertificate make() throws IOException, GeneralSecurityException, OperatorCreationException;
    }

    /** Says whether one that was kept is still good. */
    @FunctionalInterface
    interface Check {
        boolean accepts(KeptCertificate kept);
    }

    /**
     * What a file holds; makes it if there is no such file, or if what it holds is not good any more.
     *
     * @throws InvalidSettingException if the file cannot be read or written
     */
    static KeptCertificate in(Path file, Check check, Maker maker) {
        try {
            if (Files.exists(file)) {
                KeptCertificate kept = read(Files.readString(file));
                if (check.accepts(kept)) {
                    return kept;
                }
            }
            KeptCertificate made = maker.make();
            made.store(file);
            return made;
        } catch (IOException | GeneralSecurityException | OperatorCreationException e) {
            throw new InvalidSettingException(
                    "the key and certificate in " + file + " cannot be used: " + e.getMessage()
                            + "; remove the file to have a new one made",
                    e);
        }
    }

    /** A serial number that nobody can guess. */
    static BigInteger newSerial() {
        return new BigInteger(127, new SecureRandom()).setBit(126);
    }

    /** The certificate alone. */
    String certificatePem() {
        return pem(certificate);
    }

    private static KeptCertificate read(String pem) throws IOException, GeneralSecurityException {
        try (PEMParser parser = new PEMParser(new StringReader(pem))) {
            Object first = parser.readObject();
            Object second = parser.readObject();
            if (first instanceof PrivateKeyInfo info && second instanceof X509CertificateHolder holder) {
                X509Certificate certificate = new JcaX509CertificateConverter().getCertificate(holder);
                PrivateKey key = new JcaPEMKeyConverter().getPrivateKey(info);
                return new KeptCertificate(new KeyPair(certificate.getPublicKey(), key), certificate);
            }
            throw new IOException("it is not a key and a certificate");
        }
    }

    private void store(Path file) throws IOException {
        Path temporary = Files.createTempFile(
                Objects.requireNonNull(file.getParent()),
                "certificate",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(temporary, pem(new JcaPKCS8Generator(keys.getPrivate(), null), certificate));
        Files.move(temporary, file, StandardCopyOption.REPLACE_EXISTING);
    }

    private static String pem(Object... objects) {
        StringWriter text = new StringWriter();
        try (JcaPEMWriter writer = new JcaPEMWriter(text)) {
            for (Object object : objects) {
                writer.writeObject(object);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return "KeptCertificate[" + certificate.getSubjectX500Principal() + "]";
    }
}
