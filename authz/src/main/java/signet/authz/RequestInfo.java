package signet.authz;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a request besides who sent it and what it asks for.
 *
 * @param requestId a UUID, or S3's form of a request id
 * @param time when the request arrived
 * @param region the region that the request was sent to
 * @param sourceIp the address of the client
 * @param secure whether it came over TLS
 * @param userAgent the client's own word
 * @param referer the client's own word
 * @param signed how it was signed; null if it was not, or came from Signet itself
 * @param via the service that sent it for the caller ({@code autoscaling.amazonaws.com}); null if the caller sent it
 * @param source the resource for whose sake a service sent it on its own; null if none
 */
public record RequestInfo(
        String requestId,
        Instant time,
        String region,
        String sourceIp,
        boolean secure,
        @Nullable String userAgent,
        @Nullable String referer,
        @Nullable Signed signed,
        @Nullable String via,
        @Nullable Source source) {

    /**
     * What a service works for when it asks on its own, which a resource's policy may demand (IAM User Guide, "Cross-service
     * confused deputy prevention").
     *
     * @param arn such as a trail's
     * @param account the account that owns it
     */
    public record Source(String arn, String account) {}

    /**
     * How a request was signed.
     *
     * @param query whether it was pre-signed, with the signature in the query string
     * @param time when, by the client's word, which the signature covers
     */
    public record Signed(boolean query, Instant time) {}

    /** A request of which nobody says how it was signed. */
    public RequestInfo(
            String requestId,
            Instant time,
            String region,
            String sourceIp,
            boolean secure,
            @Nullable String userAgent,
            @Nullable String referer) {
        this(requestId, time, region, sourceIp, secure, userAgent, referer, null, null, null);
    }

    /** The same request, sent on by a service for its caller (IAM User Guide, "Forward access sessions"). */
    public RequestInfo via(String service) {
        return new RequestInfo(requestId, time, region, sourceIp, secure, userAgent, referer, null, service, source);
    }

    /** The same request, sent by a service on its own for the sake of a resource. */
    public RequestInfo sakeOf(Source resource) {
        return new RequestInfo(requestId, time, region, sourceIp, secure, userAgent, referer, signed, via, resource);
    }

    /** The same request, signed so. */
    public RequestInfo signed(Signed how) {
        return new RequestInfo(requestId, time, region, sourceIp, secure, userAgent, referer, how, via, source);
    }

    /** How it was signed, if it was. */
    public Optional<Signed> signature() {
        return Optional.ofNullable(signed);
    }
}
