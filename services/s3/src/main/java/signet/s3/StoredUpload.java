package signet.s3;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import signet.sigv4.ChecksumAlgorithm;

/**
 * A multipart upload that is neither completed nor aborted.
 *
 * @param id ids of later uploads are greater
 * @param initiator canonical id of an account, or ARN of a user or session
 * @param algorithm the checksum that every part has; null for none
 * @param composite whether the object's checksum is of the parts' checksums
 */
record StoredUpload(
        String id,
        String key,
        String initiator,
        Instant initiated,
        ContentHeaders content,
        SortedMap<String, String> metadata,
        SortedMap<String, String> tags,
        @Nullable ChecksumAlgorithm algorithm,
        boolean composite) {
    StoredUpload {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
    }
}
