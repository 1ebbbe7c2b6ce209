package signet.saml;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.saml.idp.IdentityProvider;

class SamlMetadataTest extends SamlTest {
    private static void refuses(String document) {
        SamlException refusal = assertThrows(SamlException.class, () -> SamlMetadata.parse(document), document);
        assertEquals(SamlException.Fault.UNREADABLE, refusal.fault());
    }

    @Test
    void issuerKeysAndEndAreRead() throws Exception {
        SamlMetadata read =
                SamlMetadata.parse(IDP.metadata("validUntil=\"2027-01-02T03:04:05Z\"", IDP.encodedCertificate()));

        assertEquals(
                new SamlMetadata(
                        IDP.entityId(), List.of(IDP.encodedCertificate()), Instant.parse("2027-01-02T03:04:05Z")),
                read);
        assertEquals(List.of(IDP.keys().getPublic()), read.keys());
    }

    @Test
    void aDocumentNeedNotEnd() throws Exception {
        assertNull(SamlMetadata.parse(IDP.metadata()).validUntil());
    }

    @Test
    void theFirstOfTwoEndsCounts() throws Exception {
        String two = IDP.metadata("validUntil=\"2028-01-01T00:00:00Z\"", IDP.encodedCertificate())
                .replace("<md:IDPSSODescriptor ", "<md:IDPSSODescriptor validUntil=\"2027-01-01T00:00:00Z\" ");

        assertEquals(
                Instant.parse("2027-01-01T00:00:00Z"), SamlMetadata.parse(two).validUntil());
        assertEquals(
                Instant.parse("2026-12-01T00:00:00Z"),
                SamlMetadata.parse(two.replace("2028-01-01", "2026-12-01")).validUntil());
    }

    @Test
    void severalKeysAreReadEachOnce() throws Exception {
        IdentityProvider curve = IdentityProvider.of(IDP.entityId(), "EC", 256);

        assertEquals(
                List.of(IDP.encodedCertificate(), curve.encodedCertificate()),
                SamlMetadata.parse(IDP.metadata(
                                "", IDP.encodedCertificate(), curve.encodedCertificate(), IDP.encodedCertificate()))
                        .certificates());
    }

    @Test
    void aKeyToEncryptWithIsNoneToSignWith() {
        refuses(IDP.metadata().replace("use=\"signing\"", "use=\"encryption\""));
    }

    @Test
    void aKeyOfNoSaidUseIsForBoth() throws Exception {
        assertEquals(
                1,
                SamlMetadata.parse(IDP.metadata().replace(" use=\"signing\"", ""))
                        .certificates()
                        .size());
    }

    @Test
    void aCertificateIsWrittenInLinesOrNot() throws Exception {
        String lines = IDP.encodedCertificate().replaceAll("(.{64})", "$1\n      ");

        assertEquals(
                List.of(IDP.encodedCertificate()),
                SamlMetadata.parse(IDP.metadata("", lines)).certificates());
    }

    @Test
    void aWeakKeyIsRefused() {
        refuses(IdentityProvider.of(IDP.entityId(), "RSA", 512).metadata());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "AAAA", "not base 64!", "-----BEGIN CERTIFICATE-----"})
    void whatIsNoCertificateIsRefused(String text) {
        refuses(IDP.metadata("", text));
    }

    @Test
    void whatIsNotOneProviderIsRefused() {
        String good = IDP.metadata();
        String role = good.substring(good.indexOf("<md:IDPSSO"), good.indexOf("</md:EntityDescriptor>"));

        refuses("");
        refuses("{}");
        refuses("<EntityDescriptor entityID=\"x\"/>");
        refuses("\uFEFF" + good);
        refuses(good.replace("IDPSSODescriptor", "SPSSODescriptor"));
        refuses(good.replace(role, ""));
        refuses(good.replace(role, role + role));
        refuses(good.replace("SAML:2.0:protocol", "SAML:1.1:protocol"));
        refuses(good.replaceFirst("entityID=\"[^\"]*\"", ""));
        refuses(good.replaceFirst("entityID=\"[^\"]*\"", "entityID=\" \""));
        refuses(good.replaceFirst("entityID=\"[^\"]*\"", "entityID=\"" + "x".repeat(1025) + "\""));
        refuses(good.replaceFirst("entityID=", "validUntil=\"tomorrow\" entityID="));
        refuses(good.replaceAll("<md:KeyDescriptor.*</md:KeyDescriptor>", ""));
        refuses(good.replaceAll("<ds:KeyInfo>.*</ds:KeyInfo>", ""));
        refuses(good.replace("<ds:X509Certificate>", "<ds:X509Certificate><!-- -->"));
    }

    @Test
    void anyTextIsReadOrRefused() {
        Random random = new Random(5);
        String good = IDP.metadata();
        for (int round = 0; round < 2_000; round++) {
            StringBuilder changed = new StringBuilder(good);
            for (int i = random.nextInt(3); i >= 0; i--) {
                changed.setCharAt(random.nextInt(good.length()), (char) random.nextInt(round % 2 == 0 ? 128 : 65_536));
            }
            try {
                SamlMetadata.parse(changed.toString());
            } catch (SamlException e) {
                assertEquals(SamlException.Fault.UNREADABLE, e.fault());
            }
        }
    }
}
