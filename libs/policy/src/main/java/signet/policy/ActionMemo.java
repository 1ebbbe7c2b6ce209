package signet.policy;

import java.util.function.Function;

/**
 * The candidates of the actions that were asked about. Long lists, of which each costs much memory, have a few places only,
 * and actions with the same list share it, as {@code s3:*} makes them do.
 */
final class ActionMemo {
    /** Statements of a list that is not long. */
    static final int SHORT = 64;

    private static final int LONG_LISTS = 16;

    private final Function<Action, Candidates> found;
    private final Memo<Action, Candidates> shortLists;
    private final Memo<Action, Candidates> longLists;

    /** A memo for actions' lists as {@code found} makes them, out of so many statements. */
    ActionMemo(int statements, Function<Action, Candidates> found) {
        this.found = found;
        this.shortLists = new Memo<>(statements <= 16 ? 64 : 256);
        this.longLists = new Memo<>(LONG_LISTS);
    }

    Candidates of(Action action) {
        Candidates known = shortLists.known(action);
        if (known == null) {
            known = longLists.known(action);
        }
        return known == null ? make(action) : known;
    }

    private Candidates make(Action action) {
        Candidates made = found.apply(action);
        if (made.size() <= SHORT) {
            return shortLists.put(action, made);
        }
        return longLists.put(action, longLists.find(made::isSameList).orElse(made));
    }

    /** How many lists it keeps now. */
    int kept() {
        return shortLists.kept() + longLists.kept();
    }
}
