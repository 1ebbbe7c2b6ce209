package signet.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.sigv4.Header;
import signet.sigv4.PayloadHash;
import signet.sigv4.SignedMessage;
import signet.sigv4.Signer;

/** A request that is signed rightly, and may be spoilt after that, as no SDK would. */
record RawRequest(
        String endpoint,
        String method,
        String path,
        @Nullable String query,
        List<Header> headers,
        String body) {
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /** What came back. */
    record Answer(int status, String body) {
        private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");

        /** AWS's error code; empty if there is none. */
        String code() {
            Matcher matcher = CODE.matcher(body);
            return matcher.find() ? matcher.group(1) : "";
        }
    }

    RawRequest {
        headers = List.copyOf(headers);
    }

    static RawRequest form(String endpoint, String parameters) {
        return new RawRequest(
                endpoint,
                "POST",
                "/",
                null,
                List.of(new Header("Content-Type", "application/x-www-form-urlencoded; charset=utf-8")),
                parameters);
    }

    static RawRequest of(String endpoint, String method, String path, @Nullable String query, String body) {
        return new RawRequest(endpoint, method, path, query, List.of(), body);
    }

    RawRequest signed(Keys keys, String service, Instant time) {
        SignedMessage message = new Signer(keys.forSigner(), Signet.REGION, service)
                .sign(message(), PayloadHash.of(body.getBytes(StandardCharsets.UTF_8)), time);
        return new RawRequest(endpoint, method, path, query, withoutHost(message), body);
    }

    /** Signed in the query; a query service's parameters move there too. */
    RawRequest presigned(Keys keys, String service, Instant time, Duration life) {
        boolean s3 = service.equals("s3");
        RawRequest plain = s3 ? this : new RawRequest(endpoint, "GET", path, body, List.of(), "");
        SignedMessage message = new Signer(keys.forSigner(), Signet.REGION, service)
                .presign(plain.message(), s3 ? PayloadHash.UNSIGNED : PayloadHash.EMPTY, time, life);
        return new RawRequest(endpoint, plain.method(), path, message.rawQuery(), withoutHost(message), plain.body());
    }

    RawRequest withBody(String other) {
        return new RawRequest(endpoint, method, path, query, headers, other);
    }

    RawRequest withPath(String other) {
        return new RawRequest(endpoint, method, other, query, headers, body);
    }

    RawRequest withQuery(@Nullable String other) {
        return new RawRequest(endpoint, method, path, other, headers, body);
    }

    RawRequest withHeader(String name, String value) {
        List<Header> all = new ArrayList<>(headers);
        all.removeIf(header -> header.name().equalsIgnoreCase(name));
        all.add(new Header(name, value));
        return new RawRequest(endpoint, method, path, query, all, body);
    }

    RawRequest withoutHeader(String name) {
        List<Header> all = new ArrayList<>(headers);
        all.removeIf(header -> header.name().equalsIgnoreCase(name));
        return new RawRequest(endpoint, method, path, query, all, body);
    }

    Answer send() {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create(endpoint + path + (query == null ? "" : "?" + query)))
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .timeout(Duration.ofSeconds(30));
        headers.forEach(header -> request.header(header.name(), header.value()));
        try {
            HttpResponse<String> response = HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", e);
        }
    }

    private SignedMessage message() {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header("Host", URI.create(endpoint).getRawAuthority()));
        return new SignedMessage(method, path, query, all);
    }

    private static List<Header> withoutHost(SignedMessage message) {
        return message.headers().stream()
                .filter(header -> !header.name().equalsIgnoreCase("Host"))
                .toList();
    }
}
