package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import org.junit.jupiter.api.Test;
import signet.instance.contract.Instances;

/** The trust store of Java programs in an instance. */
final class JavaTrustTest {
    @Test
    void itHoldsTheAuthorityAndIsReadWithoutAPassword() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(new ByteArrayInputStream(JavaTrust.of(Instances.CA)), null);

        assertEquals(1, store.size());
        assertTrue(store.isCertificateEntry("signet"));
        X509Certificate certificate = (X509Certificate) store.getCertificate("signet");
        assertEquals(
                "CN=Test authority,O=Signet",
                certificate.getSubjectX500Principal().getName());
    }

    @Test
    void whatIsNoCertificateIsRefused() {
        assertThrows(IOException.class, () -> JavaTrust.of("nothing"));
    }
}
