package signet.authz;

import java.time.Instant;
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
 */
public record RequestInfo(
        String requestId,
        Instant time,
        String region,
        String sourceIp,
        boolean secure,
        @Nullable String userAgent,
        @Nullable String referer) {}
