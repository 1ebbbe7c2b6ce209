package signet.server;

import signet.model.AwsError;
import signet.sigv4.PayloadFault;
import signet.sigv4.PayloadMismatchException;

/** S3's errors about a body that is not what the request said of it. */
final class PayloadErrors {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int LENGTH_REQUIRED = 411;

    private PayloadErrors() {}

    static AwsError of(PayloadMismatchException refused) {
        PayloadFault fault = refused.fault();
        AwsError error = AwsError.of(fault.code(), status(fault), String.valueOf(refused.getMessage()));
        return fault instanceof PayloadFault.Sha256Mismatch mismatch
                ? error.with("ClientComputedContentSHA256", mismatch.claimed())
                        .with("S3ComputedContentSHA256", mismatch.computed())
                : error;
    }

    private static int status(PayloadFault fault) {
        return switch (fault) {
            case PayloadFault.ChunkSignatureMismatch f -> FORBIDDEN;
            case PayloadFault.TrailerSignatureMismatch f -> FORBIDDEN;
            case PayloadFault.UnsignedRequest f -> FORBIDDEN;
            case PayloadFault.MissingDecodedLength f -> LENGTH_REQUIRED;
            case PayloadFault.Sha256Mismatch f -> BAD_REQUEST;
            case PayloadFault.ChecksumMismatch f -> BAD_REQUEST;
            case PayloadFault.InvalidChecksum f -> BAD_REQUEST;
            case PayloadFault.UnsupportedChecksum f -> BAD_REQUEST;
            case PayloadFault.MultipleChecksums f -> BAD_REQUEST;
            case PayloadFault.IncompleteBody f -> BAD_REQUEST;
            case PayloadFault.MalformedTrailer f -> BAD_REQUEST;
            case PayloadFault.InvalidChunkSize f -> BAD_REQUEST;
            case PayloadFault.TooLarge f -> BAD_REQUEST;
        };
    }
}
