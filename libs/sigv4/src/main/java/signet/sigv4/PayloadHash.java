package signet.sigv4;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The last line of a canonical request: the hash of the body, or a word that stands for it.
 *
 * @param value as it is signed
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature calculations
 *     for the Authorization header</a>
 */
public record PayloadHash(String value) {
    /** The body is not signed. */
    public static final PayloadHash UNSIGNED = new PayloadHash("UNSIGNED-PAYLOAD");

    /** The hash of no bytes at all. */
    public static final PayloadHash EMPTY = new PayloadHash(Hashes.EMPTY_SHA256);

    private static final String HEADER = "x-amz-content-sha256";

    /** What the value says about the body. */
    public enum Kind {
        /** SHA-256 of the body in lower-case hex. */
        DIGEST(""),
        /** {@code UNSIGNED-PAYLOAD}. */
        UNSIGNED("UNSIGNED-PAYLOAD"),
        /** aws-chunked, each chunk signed. */
        STREAMING_SIGNED("STREAMING-AWS4-HMAC-SHA256-PAYLOAD"),
        /** aws-chunked, each chunk and the trailer signed. */
        STREAMING_SIGNED_TRAILER("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER"),
        /** aws-chunked, nothing signed, with a trailer. */
        STREAMING_UNSIGNED_TRAILER("STREAMING-UNSIGNED-PAYLOAD-TRAILER");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** Whether the body comes in aws-chunked framing. */
        public boolean chunked() {
            return this == STREAMING_SIGNED || this == STREAMING_SIGNED_TRAILER || this == STREAMING_UNSIGNED_TRAILER;
        }

        boolean signedChunks() {
            return this == STREAMING_SIGNED || this == STREAMING_SIGNED_TRAILER;
        }

        boolean trailer() {
            return this == STREAMING_SIGNED_TRAILER || this == STREAMING_UNSIGNED_TRAILER;
        }

        /** The value of {@code x-amz-content-sha256} for this kind; empty for {@link #DIGEST}. */
        public String word() {
            return word;
        }
    }

    /**
     * @throws IllegalArgumentException if the value is neither a hash nor a known word
     */
    public PayloadHash {
        Objects.requireNonNull(value, "value");
        if (kindOf(value).isEmpty()) {
            throw new IllegalArgumentException("not a payload hash: " + value);
        }
    }

    /** What the value says about the body. */
    public Kind kind() {
        return kindOf(value).orElseThrow();
    }

    /** The hash of these bytes. */
    public static PayloadHash of(byte[] body) {
        return new PayloadHash(Hashes.sha256Hex(body));
    }

    /** The word that stands for a body of this kind. */
    public static PayloadHash of(Kind kind) {
        return new PayloadHash(kind.word());
    }

    /**
     * What an S3 request claims about its body: {@code x-amz-content-sha256}; pre-signed requests may have it as a query
     * parameter or leave it out, and then mean {@code UNSIGNED-PAYLOAD}.
     *
     * @throws SignatureException if it is missing, unknown, or given twice
     */
    public static PayloadHash claimedBy(SignedMessage message, PresentedSignature signature) throws SignatureException {
        List<String> headers = message.values(HEADER);
        if (headers.size() > 1) {
            throw new SignatureException(new SignatureFault.DuplicateParameter(HEADER));
        }
        if (!headers.isEmpty()) {
            return parse(headers.getFirst().strip());
        }
        return switch (signature) {
            case PresentedSignature.InHeader _ -> throw new SignatureException(new SignatureFault.MissingPayloadHash());
            case PresentedSignature.InQuery _ -> claimedInQuery(message);
        };
    }

    private static PayloadHash claimedInQuery(SignedMessage message) throws SignatureException {
        List<String> values = QueryParameter.parse(message.rawQuery()).stream()
                .filter(p -> p.name().equalsIgnoreCase(HEADER))
                .map(QueryParameter::value)
                .toList();
        if (values.size() > 1) {
            throw new SignatureException(new SignatureFault.DuplicateParameter(HEADER));
        }
        return values.isEmpty() ? UNSIGNED : parse(values.getFirst());
    }

    static PayloadHash parse(String value) throws SignatureException {
        if (kindOf(value).isPresent()) {
            return new PayloadHash(value);
        }
        if (value.startsWith("STREAMING-AWS4-ECDSA-P256-SHA256")) {
            throw new SignatureException(new SignatureFault.SignatureVersion4A(SignatureParser.SIGV4A));
        }
        throw new SignatureException(new SignatureFault.InvalidPayloadHash(value));
    }

    private static Optional<Kind> kindOf(String value) {
        return Hashes.isSha256Hex(value)
                ? Optional.of(Kind.DIGEST)
                : Arrays.stream(Kind.values())
                        .filter(k -> k != Kind.DIGEST && k.word.equals(value))
                        .findFirst();
    }
}
