package signet.lambda;

import java.util.List;
import signet.snapshot.Table;

/** The tables of Lambda's functions. */
public final class Tables {
    static final Table<FunctionRecord> FUNCTIONS = Table.of("lambda-function", FunctionRecord.class);

    private Tables() {}

    /** Every table here: what a {@link signet.snapshot.State} is to be opened with. */
    public static List<Table<?>> all() {
        return List.of(FUNCTIONS);
    }
}
