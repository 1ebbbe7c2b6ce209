package signet.server;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.DSAPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSSignedData;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoVerifierBuilder;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Identity documents, verified the ways that Amazon's user guide tells. */
class IdentitySignerTest {
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");
    private static final byte[] DOCUMENT = "{\n  \"accountId\" : \"123456789012\",\n  \"version\" : \"2017-09-30\"\n}"
            .getBytes(StandardCharsets.UTF_8);

    @TempDir
    Path directory;

    private IdentitySigner signer;

    @BeforeEach
    void make() {
        signer = signer(NOW);
    }

    @Test
    void theKeysAreMadeOnceAndKeptReadableByTheirOwnerAlone() throws Exception {
        IdentitySigner again = signer(NOW.plus(Duration.ofDays(20_000)));

        assertEquals(signer.rsaCertificate(), again.rsaCertificate());
        assertEquals(signer.dsaCertificate(), again.dsaCertificate());
        for (String name : List.of("instance-identity-rsa.pem", "instance-identity-dsa.pem")) {
            assertEquals(
                    PosixFilePermissions.fromString("rw-------"),
                    Files.getPosixFilePermissions(directory.resolve(name)));
        }
    }

    @Test
    void theCertificatesHoldNoKeysAndAreNotTheSameElsewhere() throws Exception {
        IdentitySigner other = IdentitySigner.in(Files.createDirectory(directory.resolve("b")), clock(NOW));

        for (String pem : List.of(signer.rsaCertificate(), signer.dsaCertificate())) {
            assertTrue(pem.startsWith("-----BEGIN CERTIFICATE-----"));
            assertFalse(pem.contains("PRIVATE"));
        }
        assertNotEquals(signer.rsaCertificate(), other.rsaCertificate());
        assertNotEquals(signer.dsaCertificate(), other.dsaCertificate());
    }

    @Test
    void theAlgorithmsAreAmazons() throws Exception {
        X509Certificate rsa = certificate(signer.rsaCertificate());
        X509Certificate dsa = certificate(signer.dsaCertificate());

        assertEquals(2048, ((RSAPublicKey) rsa.getPublicKey()).getModulus().bitLength());
        assertEquals(
                1024, ((DSAPublicKey) dsa.getPublicKey()).getParams().getP().bitLength());
        rsa.verify(rsa.getPublicKey());
        assertTrue(rsa.getNotAfter().toInstant().isAfter(NOW.plus(Duration.ofDays(30_000))));
    }

    @Test
    void theSignatureIsVerifiedByTheJdk() throws Exception {
        byte[] signature = decoded(signer.signature(DOCUMENT));

        assertTrue(verifies(signature, DOCUMENT));
        byte[] changed = DOCUMENT.clone();
        changed[20] ^= 1;
        assertFalse(verifies(signature, changed));
    }

    @Test
    void theMessagesHoldTheDocumentAndNoCertificate() throws Exception {
        for (String text : List.of(signer.pkcs7(DOCUMENT), signer.rsa2048(DOCUMENT))) {
            CMSSignedData message = new CMSSignedData(decoded(text));

            assertArrayEquals(DOCUMENT, (byte[]) message.getSignedContent().getContent());
            assertTrue(message.getCertificates().getMatches(null).isEmpty());
        }
    }

    @Test
    void aMessageIsVerifiedByItsOwnCertificateOnly() throws Exception {
        assertTrue(verifies(signer.pkcs7(DOCUMENT), signer.dsaCertificate()));
        assertTrue(verifies(signer.rsa2048(DOCUMENT), signer.rsaCertificate()));
        IdentitySigner other = IdentitySigner.in(Files.createDirectory(directory.resolve("b")), clock(NOW));
        assertFalse(verifies(signer.rsa2048(DOCUMENT), other.rsaCertificate()));
        assertFalse(verifies(signer.pkcs7(DOCUMENT), other.dsaCertificate()));
    }

    @Test
    void theTextIsInLinesAsAmazonsIs() {
        assertLines(64, signer.pkcs7(DOCUMENT));
        assertLines(64, signer.rsa2048(DOCUMENT));
        assertLines(76, signer.signature(DOCUMENT));
        assertTrue(signer.rsa2048(DOCUMENT).startsWith("MIAGCSqGSIb3DQEHAqCAMIACAQExDTALBglghkgBZQMEAgEw")
                || signer.rsa2048(DOCUMENT).startsWith("MIAGCSqGSIb3DQEHAqCAMIACAQExDzANBglghkgBZQMEAgEFADCABg"));
        assertTrue(signer.pkcs7(DOCUMENT).startsWith("MIAGCSqGSIb3DQEHAqCAMIACAQEx"));
    }

    @Test
    void theMessagesAreVerifiedByOpenssl() throws Exception {
        assertEquals(
                new String(DOCUMENT, StandardCharsets.UTF_8), opened(signer.pkcs7(DOCUMENT), signer.dsaCertificate()));
        assertEquals(
                new String(DOCUMENT, StandardCharsets.UTF_8),
                opened(signer.rsa2048(DOCUMENT), signer.rsaCertificate()));
        IdentitySigner other = IdentitySigner.in(Files.createDirectory(directory.resolve("b")), clock(NOW));
        assertThrows(AssertionError.class, () -> opened(signer.rsa2048(DOCUMENT), other.rsaCertificate()));
    }

    @Test
    void theSignatureIsVerifiedByOpenssl() throws Exception {
        Path key = directory.resolve("key");
        Files.writeString(
                key, openssl("x509", "-pubkey", "-noout", "-in", file("certificate", signer.rsaCertificate())));
        Files.write(directory.resolve("signature"), decoded(signer.signature(DOCUMENT)));

        String said = openssl(
                "dgst",
                "-sha256",
                "-verify",
                key.toString(),
                "-signature",
                directory.resolve("signature").toString(),
                file("document", new String(DOCUMENT, StandardCharsets.UTF_8)));

        assertEquals("Verified OK\n", said);
    }

    @Test
    void aBrokenFileIsReportedWithWhatToDo() throws Exception {
        Files.writeString(directory.resolve("instance-identity-rsa.pem"), "nothing");

        InvalidSettingException refused = assertThrows(InvalidSettingException.class, () -> signer(NOW));

        assertTrue(String.valueOf(refused.getMessage()).contains("instance-identity-rsa.pem"));
        assertTrue(String.valueOf(refused.getMessage()).endsWith("remove the file to have a new one made"));
    }

    private String opened(String message, String certificate) throws IOException, InterruptedException {
        String pem = "-----BEGIN PKCS7-----\n" + message + "\n-----END PKCS7-----\n";
        return openssl(
                "smime",
                "-verify",
                "-inform",
                "PEM",
                "-in",
                file("message", pem),
                "-certfile",
                file("certificate", certificate),
                "-noverify",
                "-binary");
    }

    private boolean verifies(byte[] signature, byte[] document) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(certificate(signer.rsaCertificate()));
        verifier.update(document);
        return verifier.verify(signature);
    }

    private static boolean verifies(String message, String certificate) throws Exception {
        var info =
                new CMSSignedData(decoded(message)).getSignerInfos().iterator().next();
        try {
            return info.verify(new JcaSimpleSignerInfoVerifierBuilder()
                    .build(certificate(certificate).getPublicKey()));
        } catch (CMSException e) {
            return false;
        }
    }

    private static void assertLines(int length, String text) {
        List<String> lines = text.lines().toList();
        assertTrue(lines.size() > 1);
        assertTrue(lines.subList(0, lines.size() - 1).stream().allMatch(line -> line.length() == length));
        assertFalse(text.endsWith("\n"));
    }

    private static byte[] decoded(String text) {
        return Base64.getMimeDecoder().decode(text);
    }

    private static X509Certificate certificate(String pem) throws GeneralSecurityException {
        return (X509Certificate) CertificateFactory.getInstance("X.509")
                .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII)));
    }

    private String file(String name, String text) throws IOException {
        return Files.writeString(directory.resolve(name), text).toString();
    }

    /** What openssl prints; a failure is an AssertionError. */
    private static String openssl(String... arguments) throws IOException, InterruptedException {
        Assumptions.assumeTrue(onPath(), "openssl is not on PATH");
        Process process = new ProcessBuilder(Stream.concat(Stream.of("openssl"), Stream.of(arguments))
                        .toList())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(60, TimeUnit.SECONDS));
        assertEquals(0, process.exitValue(), out);
        return out;
    }

    private static boolean onPath() {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "openssl")));
    }

    private IdentitySigner signer(Instant now) {
        return IdentitySigner.in(directory, clock(now));
    }

    private static Clock clock(Instant now) {
        return Clock.fixed(now, ZoneOffset.UTC);
    }
}
