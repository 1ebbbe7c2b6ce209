package signet.identity;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An instance profile: the container in which a role is handed to EC2.
 *
 * @param account the account's id
 * @param path begins and ends with a slash
 * @param name unique in the account, ignoring case
 * @param id the unique id, {@code AIPA…}
 * @param roleId the unique id of the one role inside, null when empty
 * @param tags in the order in which they were set
 */
public record InstanceProfile(
        String account,
        String path,
        String name,
        String id,
        Instant created,
        @Nullable String roleId,
        Map<String, String> tags) {

    public InstanceProfile {
        tags = Copies.ordered(tags);
    }

    /** The ARN, with the path. */
    public String arn() {
        return "arn:aws:iam::" + account + ":instance-profile" + path + name;
    }

    /** The key in {@link Tables#INSTANCE_PROFILES}. */
    public String key() {
        return Tables.key(account, name);
    }

    /** The same profile with another role inside, or none. */
    public InstanceProfile withRole(@Nullable String changed) {
        return new InstanceProfile(account, path, name, id, created, changed, tags);
    }

    /** The same profile with other tags. */
    public InstanceProfile withTags(Map<String, String> changed) {
        return new InstanceProfile(account, path, name, id, created, roleId, changed);
    }
}
