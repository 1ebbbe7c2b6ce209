package signet.sigv4;

import java.time.Duration;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What an endpoint demands of a signature besides being right.
 *
 * @param service the signing name that the scope must have
 * @param acceptsRegion which Regions the scope may have
 * @param expectedRegion the Region to name in an error; null if there is no single one
 * @param pathStyle how the path is canonicalised
 * @param amzHeadersSigned whether every {@code x-amz-*} header must be signed (S3)
 * @param expiresRequired whether a pre-signed request must have {@code X-Amz-Expires} (S3)
 * @param maxSkew how far the request's time may be from ours, either way
 * @param maxPresignSeconds the longest life of a pre-signed request
 */
public record ScopeRules(
        String service,
        Predicate<String> acceptsRegion,
        @Nullable String expectedRegion,
        PathStyle pathStyle,
        boolean amzHeadersSigned,
        boolean expiresRequired,
        Duration maxSkew,
        long maxPresignSeconds) {
    /** AWS's tolerance. */
    public static final Duration MAX_SKEW = Duration.ofMinutes(15);

    /** AWS's longest life of a pre-signed request, seven days. */
    public static final long MAX_PRESIGN_SECONDS = 604_800;

    public ScopeRules {
        Objects.requireNonNull(service, "service");
        Objects.requireNonNull(acceptsRegion, "acceptsRegion");
        Objects.requireNonNull(pathStyle, "pathStyle");
        if (maxSkew.isNegative() || maxPresignSeconds < 1) {
            throw new IllegalArgumentException("negative limits: " + maxSkew + ", " + maxPresignSeconds);
        }
    }

    /** S3's rules for any Region that the predicate accepts. */
    public static ScopeRules s3(Predicate<String> acceptsRegion, @Nullable String expectedRegion) {
        return new ScopeRules(
                "s3", acceptsRegion, expectedRegion, PathStyle.AS_SENT, true, true, MAX_SKEW, MAX_PRESIGN_SECONDS);
    }

    /** The rules of every other service. */
    public static ScopeRules of(String service, Predicate<String> acceptsRegion, @Nullable String expectedRegion) {
        return new ScopeRules(
                service,
                acceptsRegion,
                expectedRegion,
                PathStyle.NORMALIZED,
                false,
                false,
                MAX_SKEW,
                MAX_PRESIGN_SECONDS);
    }
}
