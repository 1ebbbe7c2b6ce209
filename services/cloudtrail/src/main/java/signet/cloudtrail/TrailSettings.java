package signet.cloudtrail;

import org.jspecify.annotations.Nullable;

/**
 * What a trail's owner chose.
 *
 * @param prefix what stands before {@code AWSLogs/} in the keys; null for nothing
 * @param globalEvents whether events of services without a region, such as IAM, are delivered
 * @param recursive whether events that delivering leaves behind are delivered too
 */
record TrailSettings(
        String bucket, @Nullable String prefix, boolean globalEvents, boolean multiRegion, boolean recursive) {}
