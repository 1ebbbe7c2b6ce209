package signet.oidc;

import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * Trusts what the authorities of the Java platform vouch for, and else a chain whose last certificate has one of the given
 * thumbprints (IAM User Guide, "Obtain the thumbprint for an OpenID Connect identity provider"). Either way the chain must
 * be whole, in time, and for the host that was asked.
 */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    private final List<String> thumbprints;

    PinnedTrust(List<String> thumbprints) throws GeneralSecurityException {
        this.authorities = manager(null);
        this.thumbprints = List.copyOf(thumbprints);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, type, engine);
        } catch (CertificateException e) {
            pinned(chain, e).checkServerTrusted(chain, type, engine);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        try {
            authorities.checkServerTrusted(chain, type, socket);
        } catch (CertificateException e) {
            pinned(chain, e).checkServerTrusted(chain, type, socket);
        }
    }

    /** Who trusts the last certificate of a chain and nothing else. */
    private X509ExtendedTrustManager pinned(X509Certificate[] chain, CertificateException unknown)
            throws CertificateException {
        X509Certificate last = chain[chain.length - 1];
        try {
            if (!thumbprints.contains(thumbprint(last))) {
                throw unknown;
            }
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setCertificateEntry("pinned", last);
            return manager(store);
        } catch (GeneralSecurityException | IOException e) {
            throw e instanceof CertificateException refused ? refused : new CertificateException(e);
        }
    }

    /** SHA-1 of a certificate, in hexadecimal digits: AWS's word for it is thumbprint. */
    static String thumbprint(X509Certificate certificate) throws GeneralSecurityException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore trusted) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance("PKIX");
        factory.init(trusted);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager extended) {
                return extended;
            }
        }
        throw new GeneralSecurityException("the platform has no manager of trust");
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("which host was asked is not known");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        throw new CertificateException("no client is expected");
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
