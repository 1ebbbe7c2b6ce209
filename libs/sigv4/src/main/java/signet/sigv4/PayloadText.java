package signet.sigv4;

import signet.sigv4.PayloadFault.*;

/** S3's texts for bodies that it refuses. */
final class PayloadText {
    private PayloadText() {}

    static String of(PayloadFault fault) {
        return switch (fault) {
            case Sha256Mismatch _ -> "The provided 'x-amz-content-sha256' header does not match what was computed.";
            case ChecksumMismatch f ->
                f.algorithm() == ChecksumAlgorithm.MD5
                        ? "The Content-MD5 you specified did not match what we received."
                        : "The %s you specified did not match the calculated checksum.".formatted(f.algorithm());
            case InvalidChecksum f ->
                f.algorithm() == ChecksumAlgorithm.MD5
                        ? "The Content-MD5 you specified was invalid."
                        : "Value for %s header is invalid."
                                .formatted(f.algorithm().header());
            case UnsupportedChecksum f -> "The checksum %s is not supported.".formatted(f.name());
            case MultipleChecksums() ->
                "Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.";
            case ChunkSignatureMismatch _, TrailerSignatureMismatch _ ->
                "The request signature we calculated does not match the signature you provided. Check your key and"
                        + " signing method.";
            case UnsignedRequest() -> "Access Denied";
            case MissingDecodedLength() -> "You must provide the Content-Length HTTP header.";
            case IncompleteBody _ -> "The request body terminated unexpectedly";
            case MalformedTrailer _ ->
                "The request contained trailing data that was not well-formed or did not conform to our published"
                        + " schema.";
            case InvalidChunkSize _ -> "Only the last chunk is allowed to have a size less than 8192 bytes";
            case TooLarge _ -> "Your proposed upload exceeds the maximum allowed size";
        };
    }
}
