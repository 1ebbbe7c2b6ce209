package signet.sigv4;

import java.util.Set;

/**
 * What to do with a request body besides verifying what was signed.
 *
 * @param maxBytes the longest body taken, in bytes after decoding
 * @param minChunkBytes the smallest chunk that may be followed by another one with data
 * @param maxChunkBytes the largest chunk taken
 * @param verifyHeaderChecksums whether {@code x-amz-checksum-*} headers are about this body; they aren't in
 *     CompleteMultipartUpload, where they are about the object
 * @param compute checksums to compute, whether or not the client sent them
 */
public record PayloadOptions(
        long maxBytes,
        long minChunkBytes,
        long maxChunkBytes,
        boolean verifyHeaderChecksums,
        Set<ChecksumAlgorithm> compute) {
    /** S3's smallest chunk but the last. */
    public static final long MIN_CHUNK_BYTES = 8192;

    /** What S3 takes in one request: 5 GiB. */
    public static final long MAX_BYTES = 5L << 30;

    public PayloadOptions {
        compute = Set.copyOf(compute);
        if (maxBytes < 0 || minChunkBytes < 0 || maxChunkBytes < minChunkBytes) {
            throw new IllegalArgumentException(
                    "inconsistent limits: " + maxBytes + ", " + minChunkBytes + ", " + maxChunkBytes);
        }
    }

    /** S3's limits for the body of PutObject and UploadPart. */
    public static PayloadOptions s3(Set<ChecksumAlgorithm> compute) {
        return new PayloadOptions(MAX_BYTES, MIN_CHUNK_BYTES, MAX_BYTES, true, compute);
    }

    /** The same with another longest body. */
    public PayloadOptions withMaxBytes(long bytes) {
        return new PayloadOptions(bytes, minChunkBytes, maxChunkBytes, verifyHeaderChecksums, compute);
    }
}
