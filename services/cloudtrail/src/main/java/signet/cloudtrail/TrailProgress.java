package signet.cloudtrail;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a trail has come with delivering.
 *
 * @param position of the last event that it has seen to; 0 for none
 * @param attempted when it last tried to write a file; null for never
 * @param succeeded when it last did; null for never
 * @param error S3's code for why the last attempt failed; null if it did not
 */
record TrailProgress(
        long position,
        @Nullable Instant attempted,
        @Nullable Instant succeeded,
        @Nullable String error) {
    static final TrailProgress NONE = new TrailProgress(0, null, null, null);

    TrailProgress delivered(long upTo, Instant now) {
        return new TrailProgress(upTo, now, now, null);
    }

    TrailProgress failed(String code, Instant now) {
        return new TrailProgress(position, now, succeeded, code);
    }
}
