package signet.s3;

import org.jspecify.annotations.Nullable;
import signet.sigv4.ChecksumAlgorithm;

/**
 * A checksum that the client chose to have.
 *
 * @param value Base64, and for a composite one a dash and the number of parts
 * @param composite whether it is of the parts' checksums and not of all bytes
 */
record StoredChecksum(ChecksumAlgorithm algorithm, String value, boolean composite) {
    static final String FULL_OBJECT = "FULL_OBJECT";
    static final String COMPOSITE = "COMPOSITE";

    /** S3's word for what the checksum covers. */
    String type() {
        return composite ? COMPOSITE : FULL_OBJECT;
    }

    /** The value, if it is of the given algorithm: answers have one member for each algorithm. */
    static @Nullable String value(@Nullable StoredChecksum checksum, ChecksumAlgorithm algorithm) {
        return checksum != null && checksum.algorithm() == algorithm ? checksum.value() : null;
    }

    static @Nullable String typeOf(@Nullable StoredChecksum checksum) {
        return checksum == null ? null : checksum.type();
    }
}
