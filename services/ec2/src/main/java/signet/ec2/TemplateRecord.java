package signet.ec2;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A launch template; its versions are {@link TemplateVersionRecord}s.
 *
 * @param id {@code lt-…}
 * @param createdBy the ARN of who created it
 * @param defaultVersion the version that is used when none is named
 * @param latestVersion the number of the last version made
 * @param clientToken null when none was given
 */
record TemplateRecord(
        String account,
        String region,
        String id,
        String name,
        Instant created,
        String createdBy,
        long defaultVersion,
        long latestVersion,
        @Nullable String clientToken) {
    String key() {
        return account + "/" + region + "/" + id;
    }

    TemplateRecord withDefault(long version) {
        return new TemplateRecord(account, region, id, name, created, createdBy, version, latestVersion, clientToken);
    }

    TemplateRecord withLatest(long version) {
        return new TemplateRecord(account, region, id, name, created, createdBy, defaultVersion, version, clientToken);
    }
}
