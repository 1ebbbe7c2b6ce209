package signet.sandbox;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;

/** What Java programs in an instance trust: they read no PEM. */
final class JavaTrust {

    /** The one kind of store that every JDK reads without being told its password. */
    private static final String KIND = "JKS";

    private static final String USUAL_PASSWORD = "changeit";

    private JavaTrust() {}

    /** A trust store with one certificate. */
    static byte[] of(String pem) throws IOException {
        try {
            KeyStore store = KeyStore.getInstance(KIND);
            store.load(null, null);
            store.setCertificateEntry(
                    "signet",
                    CertificateFactory.getInstance("X.509")
                            .generateCertificate(new ByteArrayInputStream(pem.getBytes(StandardCharsets.US_ASCII))));
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            store.store(out, USUAL_PASSWORD.toCharArray());
            return out.toByteArray();
        } catch (GeneralSecurityException e) {
            throw new IOException("Java could not be made to trust the server", e);
        }
    }
}
