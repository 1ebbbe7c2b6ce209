package signet.autoscaling;

import java.time.Instant;
import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import signet.identity.Ids;
import signet.model.autoscaling.Activity;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** What groups did: recorded, and shown. The last hundred of each group are kept. */
final class Activities {
    private static final int KEPT = 100;

    private Activities() {}

    static ActivityRecord record(
            Transaction tx, GroupRecord group, Ids ids, Instant now, String description, String cause) {
        return put(tx, group, ids, now, description, cause, null);
    }

    static void failed(Transaction tx, GroupRecord group, Ids ids, Instant now, String cause, String message) {
        put(tx, group, ids, now, "Launching a new EC2 instance.  Status Reason: " + message, cause, message);
    }

    /** A group's activities, the latest first. */
    static List<ActivityRecord> of(View view, String account, String region, String group) {
        return List.copyOf(view.under(Tables.ACTIVITIES, ActivityRecord.prefix(account, region, group))
                        .values())
                .reversed();
    }

    static void forget(Transaction tx, GroupRecord group) {
        of(tx, group.account(), group.region(), group.name())
                .forEach(activity -> tx.delete(Tables.ACTIVITIES, activity.key()));
    }

    static Activity answer(ActivityRecord activity) {
        return Activity.builder()
                .activityId(activity.id())
                .autoScalingGroupName(activity.group())
                .autoScalingGroupARN(
                        Scope.groupArn(activity.account(), activity.region(), activity.groupId(), activity.group()))
                .description(activity.description())
                .cause(activity.cause())
                .startTime(activity.time())
                .endTime(activity.time())
                .statusCode(activity.status())
                .statusMessage(activity.message())
                .progress(100)
                .details("{}")
                .build();
    }

    private static ActivityRecord put(
            Transaction tx,
            GroupRecord group,
            Ids ids,
            Instant now,
            String description,
            String cause,
            @Nullable String message) {
        SortedMap<String, ActivityRecord> before =
                tx.under(Tables.ACTIVITIES, ActivityRecord.prefix(group.account(), group.region(), group.name()));
        long sequence = before.values().stream()
                        .mapToLong(ActivityRecord::sequence)
                        .max()
                        .orElse(0)
                + 1;
        if (before.size() >= KEPT) {
            tx.delete(Tables.ACTIVITIES, before.firstKey());
        }
        ActivityRecord made = new ActivityRecord(
                group.account(),
                group.region(),
                group.name(),
                group.id(),
                sequence,
                ids.uuid(),
                description,
                cause,
                message == null ? "Successful" : "Failed",
                message,
                now);
        tx.put(Tables.ACTIVITIES, made.key(), made);
        return made;
    }
}
