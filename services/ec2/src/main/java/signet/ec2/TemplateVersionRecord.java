package signet.ec2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One version of a launch template; it never changes. */
record TemplateVersionRecord(
        String account,
        String region,
        String templateId,
        long number,
        @Nullable String description,
        Instant created,
        String createdBy,
        LaunchSettings settings) {
    /** Versions sort by number. */
    String key() {
        return key(account, region, templateId, number);
    }

    static String key(String account, String region, String templateId, long number) {
        return account + "/" + region + "/" + templateId + "/" + String.format("%012d", number);
    }
}
