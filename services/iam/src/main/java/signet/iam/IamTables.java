package signet.iam;

import java.util.List;
import signet.snapshot.Table;

/** The tables that only IAM needs, besides those of {@link signet.identity.Tables}. */
public final class IamTables {
    /** By access key id or role id. */
    static final Table<LastUse> USES = Table.of("last-use", LastUse.class);

    private IamTables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with as well. */
    public static List<Table<?>> all() {
        return List.of(USES);
    }
}
