package signet.s3;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a write demands of the object that is there (S3 User Guide, "Conditional requests"). */
record WriteCondition(@Nullable String ifMatch, boolean absent) {
    static final WriteCondition NONE = new WriteCondition(null, false);

    /** The condition of a request's headers. S3 takes If-None-Match for writes only with {@code *}. */
    static WriteCondition of(@Nullable String ifMatch, @Nullable String ifNoneMatch) {
        if (ifNoneMatch != null && !ifNoneMatch.strip().equals("*")) {
            throw Faults.notImplemented("If-None-Match");
        }
        if (ifMatch != null && ifNoneMatch != null) {
            throw Faults.notImplemented("If-Match,If-None-Match");
        }
        return new WriteCondition(ifMatch, ifNoneMatch != null);
    }

    /** Refuses unless the object that is there, if any, is as demanded. */
    void check(Optional<StoredObject> present, String key) {
        if (absent && present.isPresent()) {
            throw Faults.preconditionFailed("If-None-Match");
        }
        if (ifMatch != null) {
            StoredObject object = present.orElseThrow(() -> Faults.noSuchKey(key));
            if (!EntityTags.matches(ifMatch, object.etag())) {
                throw Faults.preconditionFailed("If-Match");
            }
        }
    }
}
