package signet.autoscaling;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that a group did.
 *
 * @param sequence counted up within the group
 * @param status {@code Successful} or {@code Failed}
 * @param message why it failed, null when it did not
 */
record ActivityRecord(
        String account,
        String region,
        String group,
        String groupId,
        long sequence,
        String id,
        String description,
        String cause,
        String status,
        @Nullable String message,
        Instant time) {
    String key() {
        return prefix(account, region, group) + "%019d".formatted(sequence);
    }

    static String prefix(String account, String region, String group) {
        return account + "/" + region + "/" + group + "/";
    }
}
