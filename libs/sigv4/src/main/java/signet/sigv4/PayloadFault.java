package signet.sigv4;

/**
 * Why a request body is refused, with the code that S3 gives.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html">S3 error responses</a>
 */
public sealed interface PayloadFault {

    /** S3's error code. */
    String code();

    /** The body isn't what {@code x-amz-content-sha256} says; both in hex. */
    record Sha256Mismatch(String claimed, String computed) implements PayloadFault {
        @Override
        public String code() {
            return "XAmzContentSHA256Mismatch";
        }
    }

    /** A checksum in a header or trailer isn't the body's; both in Base64. */
    record ChecksumMismatch(ChecksumAlgorithm algorithm, String claimed, String computed) implements PayloadFault {
        @Override
        public String code() {
            return "BadDigest";
        }
    }

    /** A checksum that is no Base64 of the right length. */
    record InvalidChecksum(ChecksumAlgorithm algorithm, String value) implements PayloadFault {
        @Override
        public String code() {
            return algorithm == ChecksumAlgorithm.MD5 ? "InvalidDigest" : "InvalidRequest";
        }
    }

    /** A checksum of a kind that we can't verify; {@code name} is the header's or the trailer's. */
    record UnsupportedChecksum(String name) implements PayloadFault {
        @Override
        public String code() {
            return "InvalidRequest";
        }
    }

    /** More than one checksum, or one given twice. */
    record MultipleChecksums() implements PayloadFault {
        @Override
        public String code() {
            return "InvalidRequest";
        }
    }

    /** A chunk was not signed by who signed the request. {@code index} counts from 0. */
    record ChunkSignatureMismatch(long index) implements PayloadFault {
        @Override
        public String code() {
            return "SignatureDoesNotMatch";
        }
    }

    /** The trailer was not signed by who signed the request. */
    record TrailerSignatureMismatch() implements PayloadFault {
        @Override
        public String code() {
            return "SignatureDoesNotMatch";
        }
    }

    /** Signed chunks in a request that has no signature to build on. */
    record UnsignedRequest() implements PayloadFault {
        @Override
        public String code() {
            return "AccessDenied";
        }
    }

    /** {@code x-amz-decoded-content-length} is missing from an aws-chunked request, or no number. */
    record MissingDecodedLength() implements PayloadFault {
        @Override
        public String code() {
            return "MissingContentLength";
        }
    }

    /** The body has another length than declared, or an end too soon, or broken framing. */
    record IncompleteBody(String reason) implements PayloadFault {
        @Override
        public String code() {
            return "IncompleteBody";
        }
    }

    /** The trailer isn't what {@code x-amz-trailer} announced. */
    record MalformedTrailer(String reason) implements PayloadFault {
        @Override
        public String code() {
            return "MalformedTrailerError";
        }
    }

    /** A chunk is too small without being the last, or too large. {@code index} counts from 0. */
    record InvalidChunkSize(long index, long size) implements PayloadFault {
        @Override
        public String code() {
            return "InvalidChunkSizeError";
        }
    }

    /** More bytes than the operation takes. */
    record TooLarge(long maxBytes) implements PayloadFault {
        @Override
        public String code() {
            return "EntityTooLarge";
        }
    }
}
