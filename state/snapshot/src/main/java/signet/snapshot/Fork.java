package signet.snapshot;

import java.util.function.Consumer;

/**
 * What would be if: copies of a view that are changed without a trace in the state that it is of. A copy shares all but what
 * changes with the original, so it costs next to nothing.
 */
public final class Fork {
    private static final RowCodec CODEC = new RowCodec();

    private Fork() {}

    /**
     * The view as it would be after a change.
     *
     * @param base a state's view; where changes take effect late, the copy has what is in force
     * @throws RuntimeException what the change throws
     */
    public static View supposing(View base, Consumer<Transaction> change) {
        Draft draft = new Draft(snapshot(base), CODEC, null);
        change.accept(draft);
        draft.end();
        return draft.result();
    }

    /** A state of its own that begins as the view; it is kept in memory alone and gone when nobody has it any more. */
    public static State of(View base) {
        return State.beginning(new ForgetfulStore(), snapshot(base));
    }

    private static Snapshot snapshot(View view) {
        if (view.effective() instanceof Snapshot snapshot) {
            return snapshot;
        }
        throw new IllegalArgumentException("a transaction that has not ended cannot be copied");
    }
}
