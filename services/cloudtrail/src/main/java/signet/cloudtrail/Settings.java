package signet.cloudtrail;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.cloudtrail.CloudTrailErrors;
import signet.model.cloudtrail.CreateTrailInput;
import signet.model.cloudtrail.UpdateTrailInput;

/** Reads a trail's settings from requests. */
final class Settings {
    private static final int LONGEST_PREFIX = 200;
    private static final int SHORTEST_BUCKET = 3;
    private static final int LONGEST_BUCKET = 63;

    private Settings() {}

    /** @throws signet.model.AwsError if no trail can be set so */
    static TrailSettings of(CreateTrailInput input) {
        return checked(new TrailSettings(
                input.s3BucketName(),
                orNull(input.s3KeyPrefix()),
                Objects.requireNonNullElse(input.includeGlobalServiceEvents(), true),
                Objects.requireNonNullElse(input.isMultiRegionTrail(), false),
                Objects.requireNonNullElse(input.recursiveLogging(), true)));
    }

    /** @throws signet.model.AwsError if no trail can be set so */
    static TrailSettings of(UpdateTrailInput input, TrailSettings before) {
        return checked(new TrailSettings(
                Objects.requireNonNullElse(input.s3BucketName(), before.bucket()),
                input.s3KeyPrefix() == null ? before.prefix() : orNull(input.s3KeyPrefix()),
                Objects.requireNonNullElse(input.includeGlobalServiceEvents(), before.globalEvents()),
                Objects.requireNonNullElse(input.isMultiRegionTrail(), before.multiRegion()),
                Objects.requireNonNullElse(input.recursiveLogging(), before.recursive())));
    }

    private static @Nullable String orNull(@Nullable String text) {
        return text == null || text.isEmpty() ? null : text;
    }

    private static TrailSettings checked(TrailSettings settings) {
        int length = settings.bucket().length();
        if (length < SHORTEST_BUCKET || length > LONGEST_BUCKET) {
            throw CloudTrailErrors.invalidS3BucketName("The bucket's name has from 3 to 63 characters.");
        }
        if (settings.prefix() != null && settings.prefix().length() > LONGEST_PREFIX) {
            throw CloudTrailErrors.invalidS3Prefix("The prefix has at most " + LONGEST_PREFIX + " characters.");
        }
        if (settings.multiRegion() && !settings.globalEvents()) {
            throw CloudTrailErrors.invalidParameterCombination(
                    "Multi-Region trail must include global service events.");
        }
        return settings;
    }
}
