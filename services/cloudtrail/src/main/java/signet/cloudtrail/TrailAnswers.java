package signet.cloudtrail;

import signet.model.cloudtrail.Trail;

/** Trails as CloudTrail shows them. */
final class TrailAnswers {
    private TrailAnswers() {}

    static Trail of(TrailRecord trail) {
        TrailSettings settings = trail.settings();
        return Trail.builder()
                .name(trail.name())
                .s3BucketName(settings.bucket())
                .s3KeyPrefix(settings.prefix())
                .includeGlobalServiceEvents(settings.globalEvents())
                .isMultiRegionTrail(settings.multiRegion())
                .homeRegion(trail.region())
                .trailARN(trail.arn())
                .logFileValidationEnabled(false)
                .hasCustomEventSelectors(trail.customSelectors())
                .hasInsightSelectors(false)
                .isOrganizationTrail(false)
                .recursiveLogging(settings.recursive())
                .build();
    }
}
