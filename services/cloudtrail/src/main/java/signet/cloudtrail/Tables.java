package signet.cloudtrail;

import java.util.List;
import signet.snapshot.Table;

/** The tables of CloudTrail. */
public final class Tables {
    static final Table<TrailRecord> TRAILS = Table.of("cloudtrail-trail", TrailRecord.class);
    static final Table<TrailProgress> PROGRESS = Table.of("cloudtrail-progress", TrailProgress.class);

    private Tables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with. */
    public static List<Table<?>> all() {
        return List.of(TRAILS, PROGRESS);
    }
}
