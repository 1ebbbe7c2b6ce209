package signet.server;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** The server's certificate for Amazon's host names. Made at start, kept nowhere, and renewed long before it ends. */
final class ServerCertificates {
    private static final Duration RENEWED_AFTER = Duration.ofDays(300);

    private final CertificateAuthority authority;
    private final List<String> names;
    private final Clock clock;
    private final SslContextFactory.Server tls = new SslContextFactory.Server();
    private final ReentrantLock lock = new ReentrantLock();
    private Instant made;

    ServerCertificates(CertificateAuthority authority, List<String> names, Clock clock) {
        this.authority = authority;
        this.names = List.copyOf(names);
        this.clock = clock;
        this.made = clock.instant();
        renew(tls);
        try {
            // a connector that finds it running only uses it: else the first to close would stop it for all
            tls.start();
        } catch (Exception e) {
            throw new IllegalStateException("the certificate cannot be used", e);
        }
    }

    /** What connectors speak TLS with. All share it, so that a new certificate is shown by those that are open too. */
    SslContextFactory.Server tls() {
        lock.lock();
        try {
            if (!clock.instant().isBefore(made.plus(RENEWED_AFTER))) {
                made = clock.instant();
                tls.reload(ServerCertificates.this::renew);
            }
            return tls;
        } catch (Exception e) {
            throw new IllegalStateException("the certificate could not be renewed", e);
        } finally {
            lock.unlock();
        }
    }

    private void renew(SslContextFactory factory) {
        factory.setKeyStore(authority.issue(names, made));
        factory.setKeyStorePassword("");
    }
}
