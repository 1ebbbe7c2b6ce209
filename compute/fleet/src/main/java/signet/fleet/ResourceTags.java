package signet.fleet;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The tags of an EC2 resource other than an instance, such as a volume or a launch template. There is no record for a
 * resource without tags.
 *
 * @param account the account's id
 * @param resourceId such as {@code vol-…}
 * @param tags in the order in which they were set
 */
public record ResourceTags(String account, String resourceId, Map<String, String> tags) {
    public ResourceTags {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
    }

    /** The key in {@link Tables#RESOURCE_TAGS}. */
    public String key() {
        return key(account, resourceId);
    }

    /** The key under which a resource's tags are. */
    public static String key(String account, String resourceId) {
        return account + "/" + resourceId;
    }
}
