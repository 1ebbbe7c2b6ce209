package signet.ec2;

import java.time.Instant;

/**
 * A launch template; its versions are {@link TemplateVersionRecord}s.
 *
 * @param id {@code lt-…}
 * @param createdBy the ARN of who created it
 * @param defaultVersion the version that is used when none is named
 * @param latestVersion the number of the last version made
 */
record TemplateRecord(
        String account,
        String region,
        String id,
        String name,
        Instant created,
        String createdBy,
        long defaultVersion,
        long latestVersion) {
    String key() {
        return account + "/" + region + "/" + id;
    }

    TemplateRecord withDefault(long version) {
        return new TemplateRecord(account, region, id, name, created, createdBy, version, latestVersion);
    }

    TemplateRecord withLatest(long version) {
        return new TemplateRecord(account, region, id, name, created, createdBy, defaultVersion, version);
    }
}
