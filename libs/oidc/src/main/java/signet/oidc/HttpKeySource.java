package signet.oidc;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Asks issuers over the network: the discovery document (OpenID Connect Discovery 1.0), then the keys that it names. Whoever
 * answers must show a certificate for the name that was asked, so that nothing but the issuer can be made to answer; no
 * redirection is followed, answers are small and soon there, and addresses that only mean something to this machine's own
 * link are not asked at all.
 */
public final class HttpKeySource implements KeySource {
    private static final String DISCOVERY = ".well-known/openid-configuration";
    private static final int LARGEST = 256 << 10;
    private static final int OK = 200;
    private static final Duration USUAL = Duration.ofMinutes(5);
    private static final long LONGEST_SECONDS = 3_600;
    private static final Pattern MAX_AGE = Pattern.compile("(?:^|[,\\s])max-age=\"?([0-9]{1,9})");
    private static final Pattern NOT_KEPT = Pattern.compile("(?:^|[,\\s])no-(?:store|cache)(?:$|[,\\s])");

    private final Duration patience;

    /** A source that waits five seconds for an answer, as STS does. */
    public HttpKeySource() {
        this(Duration.ofSeconds(5));
    }

    /** A source that waits so long for each of the two answers. */
    public HttpKeySource(Duration patience) {
        this.patience = patience;
    }

    @Override
    public Fetched fetch(String issuer, List<String> thumbprints) throws IOException {
        HttpClient client = client(thumbprints);
        try {
            String slash = issuer.endsWith("/") ? "" : "/";
            JsonNode document = StrictJson.object(
                            get(client, issuer + slash + DISCOVERY).body())
                    .orElseThrow(() -> new IOException("the discovery document is no JSON object"));
            JsonNode keysAt = document.path("jwks_uri");
            if (!issuer.equals(document.path("issuer").asString("")) || !keysAt.isString()) {
                throw new IOException("the discovery document is not the issuer's");
            }
            HttpResponse<byte[]> keys = get(client, keysAt.stringValue());
            return new Fetched(SigningKeys.read(keys.body()), fresh(keys));
        } finally {
            client.shutdownNow();
        }
    }

    private HttpClient client(List<String> thumbprints) throws IOException {
        try {
            SSLContext tls = SSLContext.getInstance("TLS");
            tls.init(null, new TrustManager[] {new PinnedTrust(thumbprints)}, null);
            return HttpClient.newBuilder()
                    .sslContext(tls)
                    .followRedirects(HttpClient.Redirect.NEVER)
                    .connectTimeout(patience)
                    .version(HttpClient.Version.HTTP_1_1)
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IOException("TLS is not available", e);
        }
    }

    private HttpResponse<byte[]> get(HttpClient client, String address) throws IOException {
        HttpRequest request = HttpRequest.newBuilder(target(address))
                .header("Accept", "application/json")
                .build();
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, BodyHandlers.limiting(BodyHandlers.ofByteArray(), LARGEST));
        try {
            HttpResponse<byte[]> response = answer.get(patience.toMillis(), TimeUnit.MILLISECONDS);
            if (response.statusCode() != OK) {
                throw new IOException(request.uri().getHost() + " answers " + response.statusCode());
            }
            return response;
        } catch (ExecutionException e) {
            throw failure(e.getCause());
        } catch (TimeoutException e) {
            throw new IOException(request.uri().getHost() + " does not answer", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            answer.cancel(true);
        }
    }

    private static IOException failure(@Nullable Throwable cause) {
        for (Throwable each = cause; each != null; each = each.getCause()) {
            if (each instanceof CertificateException) {
                return new UntrustedIssuerException(each);
            }
        }
        return new IOException("the issuer cannot be asked", cause);
    }

    private static URI target(String address) throws IOException {
        URI uri;
        try {
            uri = URI.create(address);
        } catch (IllegalArgumentException e) {
            throw new IOException("it is no address", e);
        }
        String host = uri.getHost();
        if (!"https".equalsIgnoreCase(uri.getScheme()) || host == null || uri.getRawUserInfo() != null) {
            throw new IOException("it is no https address");
        }
        for (InetAddress each : InetAddress.getAllByName(host)) {
            if (each.isLinkLocalAddress() || each.isAnyLocalAddress() || each.isMulticastAddress()) {
                throw new IOException(host + " is no address of an issuer");
            }
        }
        return uri;
    }

    private static Duration fresh(HttpResponse<?> response) {
        String control = String.join(",", response.headers().allValues("Cache-Control"));
        if (NOT_KEPT.matcher(control).find()) {
            return Duration.ZERO;
        }
        Matcher age = MAX_AGE.matcher(control);
        return age.find() ? Duration.ofSeconds(Math.min(LONGEST_SECONDS, Long.parseLong(age.group(1)))) : USUAL;
    }
}
