package signet.sigv4;

import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Opens request bodies for verified reading: plain with a signed hash, plain unsigned, or aws-chunked with signed or
 * unsigned chunks and a trailer.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Signature calculations
 *     for the Authorization header</a>
 */
public final class Payloads {
    private static final int MAX_LENGTH_DIGITS = 18;

    private Payloads() {}

    /**
     * The body of a request whose signature is verified.
     *
     * @param source the body as on the wire, ending where the HTTP message ends
     * @throws PayloadMismatchException if the headers that describe the body are wrong
     */
    public static VerifiedBody open(
            InputStream source, SignedMessage message, VerifiedSignature signature, PayloadOptions options)
            throws PayloadMismatchException {
        PayloadHash payload = signature.payload();
        return open(
                source, message, payload, payload.kind().signedChunks() ? signature.chunkSignatures() : null, options);
    }

    /**
     * The body of a request of an anonymous caller, who can't sign chunks.
     *
     * @param source the body as on the wire, ending where the HTTP message ends
     * @throws PayloadMismatchException if the headers that describe the body are wrong
     * @throws SignatureException if {@code x-amz-content-sha256} is there and unknown
     */
    public static VerifiedBody openAnonymous(InputStream source, SignedMessage message, PayloadOptions options)
            throws PayloadMismatchException, SignatureException {
        List<String> claims = message.values("x-amz-content-sha256");
        if (claims.size() > 1) {
            throw new SignatureException(new SignatureFault.DuplicateParameter("x-amz-content-sha256"));
        }
        PayloadHash payload = claims.isEmpty()
                ? PayloadHash.UNSIGNED
                : PayloadHash.parse(claims.getFirst().strip());
        if (payload.kind().signedChunks()) {
            throw new PayloadMismatchException(new PayloadFault.UnsignedRequest());
        }
        return open(source, message, payload, null, options);
    }

    private static VerifiedBody open(
            InputStream source,
            SignedMessage message,
            PayloadHash payload,
            @Nullable ChunkSignatures signatures,
            PayloadOptions options)
            throws PayloadMismatchException {
        ChecksumClaims claims = ChecksumClaims.read(message, payload.kind(), options);
        if (!payload.kind().chunked()) {
            return new PlainBody(source, payload, claims, options);
        }
        long declared = decodedLength(message);
        if (declared > options.maxBytes()) {
            throw new PayloadMismatchException(new PayloadFault.TooLarge(options.maxBytes()));
        }
        return new ChunkedBody(source, signatures, declared, claims, options);
    }

    private static long decodedLength(SignedMessage message) throws PayloadMismatchException {
        List<String> values = message.values("x-amz-decoded-content-length");
        String value = values.size() == 1 ? values.getFirst().strip() : "";
        if (value.isEmpty()
                || value.length() > MAX_LENGTH_DIGITS
                || !value.chars().allMatch(c -> c >= '0' && c <= '9')) {
            throw new PayloadMismatchException(new PayloadFault.MissingDecodedLength());
        }
        return Long.parseLong(value);
    }
}
