package signet.sigv4;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why authentication material is refused. Each case carries what AWS prints about it.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-troubleshooting.html">Troubleshoot
 *     Signature Version 4</a>
 */
public sealed interface SignatureFault {

    /** More than one of {@code Authorization} header, {@code X-Amz-*} query parameters, version 2 query parameters. */
    record BothMechanisms() implements SignatureFault {}

    /** An {@code Authorization} header of no AWS kind. */
    record UnsupportedAuthorizationType(String authorization) implements SignatureFault {}

    /** Signature Version 2, in the header or in the query string. */
    record SignatureVersion2() implements SignatureFault {}

    /** Signature Version 4A (asymmetric), which is not offered; {@code algorithm} as sent. */
    record SignatureVersion4A(String algorithm) implements SignatureFault {}

    /** Another algorithm than {@code AWS4-HMAC-SHA256}. */
    record UnsupportedAlgorithm(String algorithm) implements SignatureFault {}

    /**
     * Parts that a signature in the header needs.
     *
     * @param missing in AWS's order, never empty
     * @param authorization the header as sent
     */
    record MissingHeaderParts(List<Part> missing, String authorization) implements SignatureFault {
        /** What may be missing, in the order that AWS complains. */
        public enum Part {
            CREDENTIAL,
            SIGNATURE,
            SIGNED_HEADERS,
            DATE
        }

        public MissingHeaderParts {
            missing = List.copyOf(missing);
        }
    }

    /** Query parameters that a pre-signed request needs, by name. */
    record MissingQueryParameters(List<String> missing) implements SignatureFault {
        public MissingQueryParameters {
            missing = List.copyOf(missing);
        }
    }

    /** A header, query parameter or part of the {@code Authorization} header that is given more than once. */
    record DuplicateParameter(String name) implements SignatureFault {}

    /** A part of the {@code Authorization} header that is no known {@code key=value} pair. */
    record InvalidAuthorizationPart(String part, String authorization) implements SignatureFault {}

    /** {@code SignedHeaders} has an empty, upper-case, repeated or unsorted name. */
    record InvalidSignedHeaders(String signedHeaders) implements SignatureFault {}

    /** A time that is neither ISO 8601 basic format nor, in {@code Date}, an HTTP date. */
    record InvalidDate(String value) implements SignatureFault {}

    /** A credential that hasn't five non-empty parts separated by slashes. */
    record InvalidCredential(String credential, boolean inQuery) implements SignatureFault {}

    /** {@code %} without two hexadecimal digits, or text that is no Unicode, in path or query. */
    record InvalidEncoding(String text) implements SignatureFault {}

    /** A scope for somewhere else; the problems are in AWS's order and never empty. */
    record WrongScope(List<ScopeProblem> problems) implements SignatureFault {
        public WrongScope {
            problems = List.copyOf(problems);
        }
    }

    /** {@code host} isn't among the signed headers. */
    record HostNotSigned() implements SignatureFault {}

    /** Headers present that had to be signed and weren't; lower case, sorted. */
    record HeadersNotSigned(List<String> names) implements SignatureFault {
        public HeadersNotSigned {
            names = List.copyOf(names);
        }
    }

    /** Headers that are said to be signed and aren't there. AWS answers as for a wrong signature. */
    record SignedHeadersAbsent(List<String> names) implements SignatureFault {
        public SignedHeadersAbsent {
            names = List.copyOf(names);
        }
    }

    /** Signed too long ago. */
    record Expired(Instant requestTime, Instant serverTime, Duration maxSkew) implements SignatureFault {}

    /** Signed too far in the future. */
    record NotYetCurrent(Instant requestTime, Instant serverTime, Duration maxSkew) implements SignatureFault {}

    /** A pre-signed request past its end. */
    record PresignedExpired(Instant requestTime, long expiresSeconds, Instant serverTime) implements SignatureFault {
        /** The first instant at which the request was no longer good. */
        public Instant expiresAt() {
            return requestTime.plusSeconds(expiresSeconds);
        }
    }

    /** A pre-signed request whose time lies too far in the future. */
    record PresignedNotYetValid(Instant requestTime, Instant serverTime, Duration maxSkew) implements SignatureFault {}

    /** A bad {@code X-Amz-Expires}. */
    record InvalidExpires(String value, Problem problem, long maxSeconds) implements SignatureFault {
        /** What is wrong with the value. */
        public enum Problem {
            NOT_A_NUMBER,
            NEGATIVE,
            ZERO,
            TOO_LARGE
        }
    }

    /** S3 needs {@code x-amz-content-sha256} and it isn't there. */
    record MissingPayloadHash() implements SignatureFault {}

    /** {@code x-amz-content-sha256} is neither a SHA-256 in lower-case hex nor one of the known words. */
    record InvalidPayloadHash(String value) implements SignatureFault {}

    /** {@code x-amz-content-sha256} isn't the hash of the body. */
    record PayloadHashMismatch(String claimed, String computed) implements SignatureFault {}

    /**
     * The signature is not the one that the secret gives.
     *
     * @param canonicalRequest what we computed over, for the client to compare
     * @param stringToSign what the signature should have signed
     */
    record SignatureMismatch(String accessKeyId, String signatureProvided, String canonicalRequest, String stringToSign)
            implements SignatureFault {}

    /** One way in which a scope is wrong. */
    sealed interface ScopeProblem {
        /** {@code expected} is the Region to name in an error, null if there is no single one. */
        record Region(String presented, @Nullable String expected) implements ScopeProblem {}

        record Service(String presented, String expected) implements ScopeProblem {}

        record Terminator(String presented) implements ScopeProblem {}

        /** The day in the scope isn't the day of the request's time, both {@code YYYYMMDD}. */
        record Date(String presented, String expected, String timestamp) implements ScopeProblem {}
    }
}
