package signet.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a multipart upload.
 *
 * @param number from 1 to 10,000
 * @param etag the MD5 of its bytes in hex
 * @param checksum Base64, by the upload's algorithm
 */
record StoredPart(
        int number, String etag, Instant modified, @Nullable String checksum, Segment segment) {
    long size() {
        return segment.size();
    }
}
