package signet.s3;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a read demands of the object (RFC 9110, section 13, as S3 combines the headers). */
record ReadConditions(
        @Nullable String ifMatch,
        @Nullable String ifNoneMatch,
        @Nullable Instant ifModifiedSince,
        @Nullable Instant ifUnmodifiedSince) {
    /** For reading: what the client already has is answered by 304. */
    void check(StoredObject object) {
        requireMatch(object, "");
        if (isKnown(object)) {
            throw Faults.notModified();
        }
    }

    /** For the source of a copy: every condition that does not hold is an error. */
    void checkSource(StoredObject object) {
        requireMatch(object, "x-amz-copy-source-");
        if (isKnown(object)) {
            throw Faults.preconditionFailed(
                    "x-amz-copy-source-" + (ifNoneMatch == null ? "If-Modified-Since" : "If-None-Match"));
        }
    }

    private void requireMatch(StoredObject object, String prefix) {
        if (ifMatch != null) {
            if (!EntityTags.matches(ifMatch, object.etag())) {
                throw Faults.preconditionFailed(prefix + "If-Match");
            }
        } else if (ifUnmodifiedSince != null && object.modified().isAfter(ifUnmodifiedSince)) {
            throw Faults.preconditionFailed(prefix + "If-Unmodified-Since");
        }
    }

    private boolean isKnown(StoredObject object) {
        if (ifNoneMatch != null) {
            return EntityTags.matches(ifNoneMatch, object.etag());
        }
        return ifModifiedSince != null && !object.modified().isAfter(ifModifiedSince);
    }
}
