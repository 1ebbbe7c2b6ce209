package signet.autoscaling;

import java.util.List;
import signet.snapshot.Index;
import signet.snapshot.Table;

/** The tables of Auto Scaling's groups and of what belongs to them. */
public final class Tables {
    static final Table<LaunchConfigurationRecord> LAUNCH_CONFIGURATIONS =
            Table.of("launch-configuration", LaunchConfigurationRecord.class);
    static final Table<GroupRecord> GROUPS = Table.of("auto-scaling-group", GroupRecord.class);
    static final Table<ActivityRecord> ACTIVITIES = Table.of("scaling-activity", ActivityRecord.class);

    /** Groups by the ids of their instances. */
    static final Index<GroupRecord> GROUPS_BY_INSTANCE = GROUPS.index(
            group -> group.members().stream().map(Member::instanceId).toList());

    private Tables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with. */
    public static List<Table<?>> all() {
        return List.of(LAUNCH_CONFIGURATIONS, GROUPS, ACTIVITIES);
    }
}
