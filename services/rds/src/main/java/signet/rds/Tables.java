package signet.rds;

import java.util.List;
import signet.snapshot.Table;

/** The tables of RDS. */
public final class Tables {
    /** By account, region and name. */
    static final Table<InstanceRecord> INSTANCES = Table.of("db-instance", InstanceRecord.class);

    private Tables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with. */
    public static List<Table<?>> all() {
        return List.of(INSTANCES);
    }
}
