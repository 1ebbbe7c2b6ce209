package signet.s3;

import java.util.List;
import signet.snapshot.Index;
import signet.snapshot.Table;

/** The table of buckets, whose names are shared by all accounts. */
public final class Tables {
    /** By name. */
    static final Table<StoredBucket> BUCKETS = Table.of("bucket", StoredBucket.class);

    /** Buckets by the account that owns them. */
    static final Index<StoredBucket> BUCKETS_BY_ACCOUNT = BUCKETS.index(bucket -> List.of(bucket.account()));

    private Tables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with. */
    public static List<Table<?>> all() {
        return List.of(BUCKETS);
    }
}
