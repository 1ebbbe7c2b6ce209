package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The authority that instances trust. */
class CertificateAuthorityTest {
    private static final String NAME_CONSTRAINTS = "2.5.29.30";
    private static final Instant NOW = Instant.parse("2026-11-23T10:00:00Z");

    @TempDir
    Path directory;

    @Test
    void itIsMadeOnceAndKeptReadableByItsOwnerAlone() throws Exception {
        String made = authority(NOW).certificatePem();

        assertEquals(made, authority(NOW.plus(Duration.ofDays(1000))).certificatePem());
        assertEquals(
                PosixFilePermissions.fromString("rw-------"),
                Files.getPosixFilePermissions(directory.resolve("authority.pem")));
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count());
        }
    }

    @Test
    void itIsMadeAnewBeforeItEnds() {
        String made = authority(NOW).certificatePem();

        assertNotEquals(made, authority(NOW.plus(Duration.ofDays(3300))).certificatePem());
    }

    @Test
    void whatInstancesGetHoldsNoKey() {
        String pem = authority(NOW).certificatePem();

        assertTrue(pem.startsWith("-----BEGIN CERTIFICATE-----"));
        assertFalse(pem.contains("PRIVATE"));
    }

    @Test
    void twoAuthoritiesHaveNothingInCommon() throws Exception {
        CertificateAuthority one = authority(NOW);
        Files.delete(directory.resolve("authority.pem"));
        CertificateAuthority other = authority(NOW);

        assertNotEquals(one.certificate().getPublicKey(), other.certificate().getPublicKey());
        assertNotEquals(one.certificate().getSerialNumber(), other.certificate().getSerialNumber());
    }

    @Test
    void aDamagedFileIsReportedWithWhatToDo() throws Exception {
        for (String damaged :
                List.of("", "nonsense", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")) {
            Files.writeString(directory.resolve("authority.pem"), damaged);
            InvalidSettingException e = assertThrows(InvalidSettingException.class, () -> authority(NOW));
            assertTrue(String.valueOf(e.getMessage()).contains("remove the file to have a new one made"));
            assertFalse(String.valueOf(e.getMessage()).contains("\n"));
        }
    }

    @Test
    void itsCertificatesAreForAmazonsNamesAndValidForAYear() throws Exception {
        CertificateAuthority authority = authority(NOW);

        X509Certificate issued = issued(authority, AmazonNames.certified("us-east-1"));

        assertTrue(validates(authority, issued, NOW));
        assertTrue(validates(authority, issued, NOW.plus(Duration.ofDays(396))));
        assertFalse(validates(authority, issued, NOW.plus(Duration.ofDays(398))));
        Set<String> names = Set.copyOf(Objects.requireNonNull(issued.getSubjectAlternativeNames()).stream()
                .map(name -> String.valueOf(name.get(1)))
                .toList());
        assertTrue(names.containsAll(List.of(
                "*.amazonaws.com",
                "*.us-east-1.amazonaws.com",
                "*.s3.amazonaws.com",
                "*.s3.us-east-1.amazonaws.com",
                "*.eu-west-1.amazonaws.com")));
        assertEquals(-1, issued.getBasicConstraints(), "it signs nothing itself");
    }

    @Test
    void aRegionOfOnesOwnIsCertifiedToo() {
        List<String> names = AmazonNames.certified("xx-north-9");

        assertTrue(names.contains("*.xx-north-9.amazonaws.com"));
        assertEquals(names.size(), Set.copyOf(names).size());
    }

    @Test
    void itIsGoodForAmazonsNamesOnly() {
        X509Certificate certificate = authority(NOW).certificate();

        assertTrue(certificate.getCriticalExtensionOIDs().contains(NAME_CONSTRAINTS));
        String constraints = new String(certificate.getExtensionValue(NAME_CONSTRAINTS), StandardCharsets.ISO_8859_1);
        assertTrue(constraints.contains("amazonaws.com"), constraints);
        assertEquals(0, certificate.getBasicConstraints(), "no authorities below it");
    }

    @Test
    void whatAnotherAuthoritySignedIsNotBelieved() throws Exception {
        CertificateAuthority one = authority(NOW);
        Files.delete(directory.resolve("authority.pem"));
        CertificateAuthority other = authority(NOW);

        assertFalse(validates(one, issued(other, List.of("sts.amazonaws.com")), NOW));
    }

    @Test
    void theServersCertificateIsRenewedWhileItRuns() throws Exception {
        MovingClock clock = new MovingClock(NOW);
        CertificateAuthority authority = CertificateAuthority.in(directory, clock);
        ServerCertificates certificates = new ServerCertificates(authority, List.of("sts.amazonaws.com"), clock);
        certificates.tls().start();
        KeyStore first = certificates.tls().getKeyStore();

        clock.move(Duration.ofDays(299));
        assertEquals(first, certificates.tls().getKeyStore());
        clock.move(Duration.ofDays(1));
        KeyStore second = certificates.tls().getKeyStore();

        assertNotEquals(first, second);
        X509Certificate renewed = (X509Certificate) second.getCertificate("server");
        assertTrue(validates(authority, renewed, NOW.plus(Duration.ofDays(600))));
        certificates.tls().stop();
    }

    private CertificateAuthority authority(Instant now) {
        return CertificateAuthority.in(directory, Clock.fixed(now, ZoneOffset.UTC));
    }

    private static X509Certificate issued(CertificateAuthority authority, List<String> names) throws Exception {
        return (X509Certificate) authority.issue(names, NOW).getCertificate("server");
    }

    private static boolean validates(CertificateAuthority authority, X509Certificate issued, Instant when)
            throws Exception {
        TrustAnchor anchor = new TrustAnchor(authority.certificate(), null);
        PKIXParameters parameters = new PKIXParameters(Set.of(anchor));
        parameters.setRevocationEnabled(false);
        parameters.setDate(Date.from(when));
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(CertificateFactory.getInstance("X.509").generateCertPath(List.of(issued)), parameters);
            return true;
        } catch (CertPathValidatorException e) {
            return false;
        }
    }
}
