package signet.s3;

import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An object as the index has it.
 *
 * @param size in bytes, over all segments
 * @param etag without quotation marks
 * @param modified whole seconds, as HTTP dates have them
 * @param metadata the user's own, names in lower case without {@code x-amz-meta-}
 * @param multipart whether it was uploaded in parts; the segments are then the parts
 * @param segments its bytes in order
 */
record StoredObject(
        String key,
        long size,
        String etag,
        Instant modified,
        ContentHeaders content,
        SortedMap<String, String> metadata,
        SortedMap<String, String> tags,
        @Nullable StoredChecksum checksum,
        boolean multipart,
        List<Segment> segments) {
    StoredObject {
        metadata = Collections.unmodifiableSortedMap(new TreeMap<>(metadata));
        tags = Collections.unmodifiableSortedMap(new TreeMap<>(tags));
        segments = List.copyOf(segments);
    }

    /** The ETag as headers and documents have it. */
    String quotedEtag() {
        return "\"" + etag + "\"";
    }

    StoredObject withTags(SortedMap<String, String> changed) {
        return new StoredObject(key, size, etag, modified, content, metadata, changed, checksum, multipart, segments);
    }
}
