package signet.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import signet.store.contract.ReferenceStore;

/** Copies that are changed without a trace. */
class ForkTest {
    /** A row. */
    public record Note(String text) {}

    private static final Table<Note> NOTES = Table.of("note", Note.class);

    private static State state() {
        State state = State.open(new ReferenceStore(), List.of(NOTES));
        state.change(tx -> tx.put(NOTES, "a", new Note("first")));
        return state;
    }

    @Test
    void aSuppositionShowsItsChangeAndLeavesTheStateAlone() {
        try (State state = state()) {
            View supposed = Fork.supposing(state.current(), tx -> tx.put(NOTES, "a", new Note("other")));

            assertEquals(Optional.of(new Note("other")), supposed.get(NOTES, "a"));
            assertEquals(Optional.of(new Note("first")), state.current().get(NOTES, "a"));
        }
    }

    @Test
    void suppositionsCanBeBuiltOnEachOther() {
        try (State state = state()) {
            View first = Fork.supposing(state.current(), tx -> tx.put(NOTES, "b", new Note("b")));
            View second = Fork.supposing(first, tx -> tx.delete(NOTES, "a"));

            assertEquals(List.of("b"), List.copyOf(second.under(NOTES, "").keySet()));
            assertEquals(2, first.under(NOTES, "").size());
        }
    }

    @Test
    void aForkIsAStateOfItsOwn() {
        try (State state = state();
                State fork = Fork.of(state.current())) {
            fork.change(tx -> tx.put(NOTES, "b", new Note("b")));
            fork.change(tx -> tx.put(NOTES, "c", new Note("c")));
            state.change(tx -> tx.delete(NOTES, "a"));

            assertEquals(3, fork.current().under(NOTES, "").size());
            assertEquals(0, state.current().under(NOTES, "").size());
        }
    }

    @Test
    void aClosedForkTakesNothing() {
        try (State state = state()) {
            State fork = Fork.of(state.current());
            fork.close();

            assertThrows(StateUnavailableException.class, () -> fork.change(tx -> tx.put(NOTES, "b", new Note("b"))));
        }
    }
}
