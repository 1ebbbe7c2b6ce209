package signet.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Signs requests as a client does. Safe for use by many threads.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
public final class Signer {
    /** Headers that the way to the server may change, so that no client signs them. */
    private static final Set<String> NOT_SIGNED =
            Set.of("authorization", "connection", "expect", "transfer-encoding", "user-agent", "x-amzn-trace-id");

    private final Credentials credentials;
    private final String region;
    private final String service;
    private final PathStyle pathStyle;

    public Signer(Credentials credentials, String region, String service, PathStyle pathStyle) {
        this.credentials = credentials;
        this.region = region;
        this.service = service;
        this.pathStyle = pathStyle;
    }

    /** A signer for S3 if the service is {@code s3}, else for a service of the usual kind. */
    public Signer(Credentials credentials, String region, String service) {
        this(credentials, region, service, service.equals("s3") ? PathStyle.AS_SENT : PathStyle.NORMALIZED);
    }

    /**
     * Signs in the {@code Authorization} header.
     *
     * @param message the request, {@code Host} among its headers
     * @return the request with {@code X-Amz-Date}, {@code X-Amz-Security-Token} if there is one, for S3
     *     {@code X-Amz-Content-SHA256}, and {@code Authorization}
     * @throws IllegalArgumentException if there is no {@code Host}, or path or query can't be canonicalised
     */
    public SignedMessage sign(SignedMessage message, PayloadHash payload, Instant time) {
        List<Header> headers = new ArrayList<>(message.headers());
        replace(headers, "Authorization", null);
        replace(headers, "X-Amz-Date", AmzDate.text(time));
        replace(headers, "X-Amz-Security-Token", credentials.sessionToken());
        if (service.equals("s3")) {
            replace(headers, "X-Amz-Content-SHA256", payload.value());
        }
        SignedMessage complete = with(message, message.rawQuery(), headers);
        List<String> signed = signedHeaders(complete);
        String signature = signature(complete, signed, payload, time);
        headers.add(new Header(
                "Authorization",
                SignatureParser.ALGORITHM + " Credential=" + credentials.accessKeyId() + '/'
                        + scope(time).text() + ", SignedHeaders=" + String.join(";", signed) + ", Signature="
                        + signature));
        return with(message, message.rawQuery(), headers);
    }

    /**
     * Signs in the query string, so that the target alone authenticates the request.
     *
     * @param message the request, {@code Host} among its headers; every header it has must be sent
     * @param payload {@link PayloadHash#UNSIGNED} for S3, else usually {@link PayloadHash#EMPTY}
     * @param life up to seven days, in whole seconds
     * @return the request with the {@code X-Amz-*} parameters appended to its query
     * @throws IllegalArgumentException if there is no {@code Host}, or path or query can't be canonicalised, or the life
     *     is out of bounds
     */
    public SignedMessage presign(SignedMessage message, PayloadHash payload, Instant time, Duration life) {
        if (life.toSeconds() < 1 || life.toSeconds() > ScopeRules.MAX_PRESIGN_SECONDS) {
            throw new IllegalArgumentException("a pre-signed request lives for 1 to 604800 seconds, not " + life);
        }
        List<String> signed = signedHeaders(message);
        StringBuilder query = new StringBuilder();
        String raw = message.rawQuery();
        if (raw != null && !raw.isEmpty()) {
            query.append(raw).append('&');
        }
        query.append("X-Amz-Algorithm=").append(SignatureParser.ALGORITHM);
        append(
                query,
                "X-Amz-Credential",
                credentials.accessKeyId() + '/' + scope(time).text());
        append(query, "X-Amz-Date", AmzDate.text(time));
        append(query, "X-Amz-Expires", Long.toString(life.toSeconds()));
        append(query, "X-Amz-SignedHeaders", String.join(";", signed));
        if (credentials.sessionToken() != null) {
            append(query, "X-Amz-Security-Token", credentials.sessionToken());
        }
        SignedMessage complete = with(message, query.toString(), message.headers());
        append(query, "X-Amz-Signature", signature(complete, signed, payload, time));
        return with(message, query.toString(), message.headers());
    }

    private CredentialScope scope(Instant time) {
        return new CredentialScope(AmzDate.day(time), region, service, CredentialScope.TERMINATOR);
    }

    private String signature(SignedMessage message, List<String> signed, PayloadHash payload, Instant time) {
        try {
            String canonical = CanonicalRequest.of(message, signed, payload, pathStyle);
            String stringToSign = CanonicalRequest.stringToSign(AmzDate.text(time), scope(time), canonical);
            return Hashes.hmacHex(SigningKeys.derive(credentials.secretAccessKey(), scope(time)), stringToSign);
        } catch (SignatureException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static List<String> signedHeaders(SignedMessage message) {
        List<String> names = message.headers().stream()
                .map(Header::lowerName)
                .filter(name -> !NOT_SIGNED.contains(name))
                .distinct()
                .sorted()
                .toList();
        if (!names.contains("host")) {
            throw new IllegalArgumentException("a request without Host can't be signed");
        }
        return names;
    }

    private static void replace(List<Header> headers, String name, @Nullable String value) {
        headers.removeIf(h -> h.lowerName().equals(name.toLowerCase(Locale.ROOT)));
        if (value != null) {
            headers.add(new Header(name, value));
        }
    }

    private static void append(StringBuilder query, String name, String value) {
        try {
            query.append('&').append(name).append('=').append(UriEncoding.encode(value));
        } catch (SignatureException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static SignedMessage with(SignedMessage message, @Nullable String query, List<Header> headers) {
        return new SignedMessage(message.method(), message.rawPath(), query, headers);
    }
}
