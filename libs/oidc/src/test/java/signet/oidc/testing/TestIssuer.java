package signet.oidc.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * An OpenID Connect issuer on this machine: an HTTPS server with a certificate of an authority of its own, a discovery
 * document and keys. A test may put anything in the place of its documents.
 */
public final class TestIssuer implements AutoCloseable {
    public static final String DISCOVERY = "/.well-known/openid-configuration";
    public static final String KEYS = "/keys";

    private final HttpsServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String thumbprint;
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /**
     * What it answers.
     *
     * @param delay how long it thinks before
     */
    public record Answer(int status, Map<String, String> headers, String body, Duration delay) {
        /** A document. */
        public static Answer of(String body) {
            return new Answer(200, Map.of(), body, Duration.ZERO);
        }

        /** The same with a header. */
        public Answer with(String name, String value) {
            return new Answer(status, Map.of(name, value), body, delay);
        }

        /** The same with another status. */
        public Answer status(int other) {
            return new Answer(other, headers, body, delay);
        }

        /** The same, late. */
        public Answer after(Duration time) {
            return new Answer(status, headers, body, time);
        }
    }

    private TestIssuer(HttpsServer server, String thumbprint) {
        this.server = server;
        this.thumbprint = thumbprint;
    }

    /** An issuer with these keys, under the name {@code localhost}. */
    public static TestIssuer start(TestKey... keys) {
        return start("localhost", keys);
    }

    /** An issuer whose certificate is for another name than {@code localhost}, under which it is asked all the same. */
    public static TestIssuer start(String certified, TestKey... keys) {
        try {
            KeyPair authority = keys();
            X509Certificate root = certificate("CN=Test authority", authority, "CN=Test authority", authority, null);
            KeyPair own = keys();
            X509Certificate leaf = certificate("CN=" + certified, own, "CN=Test authority", authority, certified);
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            store.setKeyEntry("server", own.getPrivate(), new char[0], new X509Certificate[] {leaf, root});
            KeyManagerFactory managers = KeyManagerFactory.getInstance("PKIX");
            managers.init(store, new char[0]);
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(managers.getKeyManagers(), null, null);
            HttpsServer server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.setHttpsConfigurator(new HttpsConfigurator(tls));
            String thumbprint =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(root.getEncoded()));
            TestIssuer issuer = new TestIssuer(server, thumbprint);
            server.setExecutor(issuer.threads);
            server.createContext("/", issuer::answer);
            server.start();
            issuer.put(DISCOVERY, Answer.of(issuer.discovery(issuer.url(), issuer.url() + KEYS)));
            issuer.publish(keys);
            return issuer;
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static X509Certificate certificate(
            String subject, KeyPair keys, String issuer, KeyPair issuerKeys, @Nullable String host) throws Exception {
        Instant now = Instant.now();
        JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                new X500Principal(issuer),
                BigInteger.valueOf(now.toEpochMilli()).add(BigInteger.valueOf(host == null ? 0 : 1)),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(Duration.ofDays(2))),
                new X500Principal(subject),
                keys.getPublic());
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(host == null));
        if (host != null) {
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, host)));
        }
        return new JcaX509CertificateConverter()
                .getCertificate(
                        builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(issuerKeys.getPrivate())));
    }

    private void answer(HttpExchange exchange) {
        try (exchange) {
            String path = exchange.getRequestURI().getRawPath();
            asked.add(path);
            Answer answer = answers.getOrDefault(path, Answer.of("nothing here").status(404));
            Thread.sleep(answer.delay());
            answer.headers()
                    .forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
            byte[] body = answer.body().getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer.status(), body.length == 0 ? -1 : body.length);
            exchange.getResponseBody().write(body);
        } catch (IOException e) {
            // a client that has seen enough hangs up
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Its URL. */
    public String url() {
        return "https://localhost:" + server.getAddress().getPort();
    }

    /** Its URL without the scheme. */
    public String name() {
        return url().substring("https://".length());
    }

    /** The thumbprint of the authority that signed its certificate. */
    public String thumbprint() {
        return thumbprint;
    }

    /** Has these keys from now on, and no others. */
    public void publish(TestKey... keys) {
        put(KEYS, Answer.of(set(Arrays.stream(keys).map(TestKey::jwk).toList())));
    }

    /** A JWK set. */
    public static String set(List<String> keys) {
        return keys.stream().collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    /** A discovery document. */
    public String discovery(String issuer, String keysAt) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + keysAt
                + "\",\"id_token_signing_alg_values_supported\":[\"RS256\"],\"response_types_supported\":[\"id_token\"],"
                + "\"subject_types_supported\":[\"public\"]}";
    }

    /** Answers so at a path from now on. */
    public void put(String path, Answer answer) {
        answers.put(path, answer);
    }

    /** How often it was asked for its keys. */
    public int timesAsked() {
        return (int) asked.stream().filter(KEYS::equals).count();
    }

    /** Every path that was asked for. */
    public List<String> asked() {
        return List.copyOf(asked);
    }

    /** Good claims of it. */
    public Claims claims(Instant now) {
        return Claims.of(url(), now);
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
