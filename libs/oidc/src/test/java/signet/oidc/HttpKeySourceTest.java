package signet.oidc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import signet.oidc.testing.TestIssuer;
import signet.oidc.testing.TestIssuer.Answer;
import signet.oidc.testing.TestKey;

/** Asking issuers over real sockets. */
class HttpKeySourceTest {
    private static final TestKey KEY = TestKey.create("k", "ES256");

    private final TestIssuer issuer = TestIssuer.start(KEY);
    private final HttpKeySource source = new HttpKeySource(Duration.ofSeconds(2));

    @AfterEach
    void close() {
        issuer.close();
    }

    private KeySource.Fetched fetch() throws IOException {
        return source.fetch(issuer.url(), List.of(issuer.thumbprint()));
    }

    private String refused() {
        return String.valueOf(assertThrows(IOException.class, this::fetch).getMessage());
    }

    @Test
    void theKeysAreWhereTheDiscoveryDocumentSays() throws IOException {
        assertEquals(1, fetch().keys().size());
        assertEquals(List.of(TestIssuer.DISCOVERY, TestIssuer.KEYS), issuer.asked());
    }

    @Test
    void anIssuerMayHaveAPath() throws IOException {
        String url = issuer.url() + "/realms/a";
        issuer.put(
                "/realms/a" + TestIssuer.DISCOVERY, Answer.of(issuer.discovery(url, issuer.url() + TestIssuer.KEYS)));

        assertEquals(1, source.fetch(url, List.of(issuer.thumbprint())).keys().size());
    }

    @Test
    void aCertificateOfNobodyKnownNeedsItsThumbprint() {
        assertThrows(UntrustedIssuerException.class, () -> source.fetch(issuer.url(), List.of()));
        assertThrows(UntrustedIssuerException.class, () -> source.fetch(issuer.url(), List.of("0".repeat(40))));
    }

    @Test
    void aThumbprintDoesNotMakeAnotherHostTheIssuer() {
        try (TestIssuer other = TestIssuer.start("idp.example", KEY)) {
            assertThrows(UntrustedIssuerException.class, () -> source.fetch(other.url(), List.of(other.thumbprint())));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "max-age=60,60",
        "'public, max-age=7200',3600",
        "no-store,0",
        "'max-age=60, no-cache',0",
        "private,300",
        "s-maxage=9,300"
    })
    void theIssuerSaysHowLongKeysAreGood(String control, long seconds) throws IOException {
        issuer.put(
                TestIssuer.KEYS, Answer.of(TestIssuer.set(List.of(KEY.jwk()))).with("Cache-Control", control));

        assertEquals(Duration.ofSeconds(seconds), fetch().fresh());
    }

    @Test
    void nobodyIsRedirectedElsewhere() {
        issuer.put("/elsewhere", Answer.of(issuer.discovery(issuer.url(), issuer.url() + TestIssuer.KEYS)));
        issuer.put(TestIssuer.DISCOVERY, Answer.of("").status(302).with("Location", issuer.url() + "/elsewhere"));

        assertEquals("localhost answers 302", refused());
        assertEquals(List.of(TestIssuer.DISCOVERY), issuer.asked());
    }

    @Test
    void theDiscoveryDocumentIsTheIssuersOwn() {
        issuer.put(TestIssuer.DISCOVERY, Answer.of(issuer.discovery("https://other.example", issuer.url() + "/keys")));
        assertEquals("the discovery document is not the issuer's", refused());
        issuer.put(TestIssuer.DISCOVERY, Answer.of(issuer.discovery(issuer.url() + "/", issuer.url() + "/keys")));
        assertEquals("the discovery document is not the issuer's", refused());
        issuer.put(TestIssuer.DISCOVERY, Answer.of("{\"issuer\":\"" + issuer.url() + "\"}"));
        assertEquals("the discovery document is not the issuer's", refused());
        issuer.put(TestIssuer.DISCOVERY, Answer.of("<html>"));
        assertEquals("the discovery document is no JSON object", refused());
    }

    /** The addresses of this machine's own link are where clouds have their metadata. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://169.254.169.254/keys",
                "https://[fe80::1]/keys",
                "https://0.0.0.0/keys",
                "https://224.0.0.1/keys",
                "http://localhost/keys",
                "file:///etc/passwd",
                "https://me@localhost/keys",
                "keys",
                "::"
            })
    void keysAreNotLookedForJustAnywhere(String address) {
        issuer.put(TestIssuer.DISCOVERY, Answer.of(issuer.discovery(issuer.url(), address)));

        assertTrue(refused().matches("it is no .*|.* is no address of an issuer"), this::refused);
    }

    @Test
    void nothingIsAskedWithoutTls() throws IOException {
        AtomicInteger asked = new AtomicInteger();
        HttpServer plain = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        plain.createContext("/", exchange -> asked.incrementAndGet());
        plain.start();
        String url = "http://localhost:" + plain.getAddress().getPort();

        assertThrows(IOException.class, () -> source.fetch(url, List.of()));

        assertEquals(0, asked.get());
        plain.stop(0);
    }

    @Test
    void largeAnswersAreNotRead() {
        issuer.put(TestIssuer.KEYS, Answer.of("{\"keys\":[" + " ".repeat(300 << 10) + "]}"));

        assertEquals("the issuer cannot be asked", refused());
    }

    @Test
    void lateAnswersAreNotAwaited() {
        HttpKeySource impatient = new HttpKeySource(Duration.ofMillis(200));
        issuer.put(TestIssuer.KEYS, Answer.of("{\"keys\":[]}").after(Duration.ofSeconds(5)));

        assertThrows(IOException.class, () -> impatient.fetch(issuer.url(), List.of(issuer.thumbprint())));
    }

    @Test
    void whoIsNotThereCannotBeAsked() {
        assertThrows(IOException.class, () -> source.fetch("https://localhost:1", List.of()));
        assertThrows(IOException.class, () -> source.fetch("https://nobody.invalid", List.of()));
    }
}
