package signet.ec2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import signet.model.ec2.RequestLaunchTemplateData;

/**
 * One version of a launch template; it never changes.
 *
 * @param description null when none was given
 * @param clientToken null when none was given
 * @param data as it was given
 */
record TemplateVersionRecord(
        String account,
        String region,
        String templateId,
        long number,
        @Nullable String description,
        Instant created,
        String createdBy,
        @Nullable String clientToken,
        RequestLaunchTemplateData data) {
    /** What it asks for. */
    LaunchSettings settings() {
        return TemplateSettings.of(data);
    }

    /** Versions sort by number. */
    String key() {
        return key(account, region, templateId, number);
    }

    static String key(String account, String region, String templateId, long number) {
        return account + "/" + region + "/" + templateId + "/" + String.format("%012d", number);
    }
}
