package signet.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import signet.snapshot.Club.Count;
import signet.snapshot.Club.Member;
import signet.store.contract.ReferenceStore;

/** What one writer and its readers may rely on. */
class StateTest {
    private final ReferenceStore store = new ReferenceStore();
    private final State state = State.open(store, Club.TABLES);

    @AfterEach
    void close() {
        state.close();
    }

    private void put(String key, Member member) {
        state.change(tx -> tx.put(Club.MEMBERS, key, member));
    }

    @Test
    void aViewStaysAsItIsWhileWritersGoOn() {
        put("a", Member.of("Ann", "red"));
        View before = state.current();

        put("a", Member.of("Anna", "blue"));
        put("b", Member.of("Bob", "red"));
        state.change(tx -> tx.delete(Club.MEMBERS, "a"));

        assertEquals(Optional.of(Member.of("Ann", "red")), before.get(Club.MEMBERS, "a"));
        assertEquals(Optional.empty(), before.get(Club.MEMBERS, "b"));
        assertEquals(List.of("a"), List.copyOf(before.under(Club.MEMBERS, "").keySet()));
        assertEquals(List.of(Member.of("Ann", "red")), before.find(Club.BY_TEAM, "red"));
        assertEquals(List.of(), before.find(Club.BY_TEAM, "blue"));
        assertEquals(List.of(Member.of("Bob", "red")), state.current().find(Club.BY_TEAM, "red"));
    }

    @Test
    void whatAViewGivesOutCannotBeChanged() {
        put("a", Member.of("Ann", "red"));
        Map<String, Member> all = state.current().under(Club.MEMBERS, "");
        Map<String, Member> some = state.current().under(Club.MEMBERS, "a");
        List<Member> found = state.current().find(Club.BY_TEAM, "red");

        assertThrows(UnsupportedOperationException.class, () -> all.put("b", Member.of("Bob")));
        assertThrows(UnsupportedOperationException.class, () -> all.remove("a"));
        assertThrows(UnsupportedOperationException.class, () -> some.put("ab", Member.of("Bob")));
        assertThrows(UnsupportedOperationException.class, some::clear);
        assertThrows(UnsupportedOperationException.class, () -> found.add(Member.of("Bob")));
        assertEquals(1, state.current().under(Club.MEMBERS, "").size());
    }

    @Test
    void aTransactionSeesItsOwnWritesAndNobodyElseDoesBeforeItsEnd() {
        put("a", Member.of("Ann", "red"));

        state.change(tx -> {
            tx.put(Club.MEMBERS, "b", Member.of("Bob", "red"));
            tx.delete(Club.MEMBERS, "a");
            assertEquals(Optional.of(Member.of("Bob", "red")), tx.get(Club.MEMBERS, "b"));
            assertEquals(Optional.empty(), tx.get(Club.MEMBERS, "a"));
            assertEquals(List.of(Member.of("Bob", "red")), tx.find(Club.BY_TEAM, "red"));
            assertEquals(List.of("b"), List.copyOf(tx.under(Club.MEMBERS, "").keySet()));
            assertEquals(Optional.empty(), state.current().get(Club.MEMBERS, "b"));
            assertTrue(state.current().get(Club.MEMBERS, "a").isPresent());
        });

        assertEquals(Optional.empty(), state.current().get(Club.MEMBERS, "a"));
    }

    @Test
    void severalTablesChangeTogetherInOneRevisionOfTheStore() {
        long before = store.revision();

        state.change(tx -> {
            tx.put(Club.MEMBERS, "a", Member.of("Ann"));
            tx.put(Club.COUNTS, "members", new Count(1));
        });

        assertEquals(before + 1, store.revision());
        assertTrue(store.get("member/a").isPresent());
        assertTrue(store.get("count/members").isPresent());
        assertEquals(Optional.of(new Count(1)), state.current().get(Club.COUNTS, "members"));
    }

    @Test
    void aFunctionThatThrowsChangesNothing() {
        put("a", Member.of("Ann", "red"));
        long revision = store.revision();
        View before = state.current();
        IllegalArgumentException refusal = new IllegalArgumentException("no");

        IllegalArgumentException thrown = assertThrows(
                IllegalArgumentException.class,
                () -> state.change(tx -> {
                    tx.put(Club.MEMBERS, "b", Member.of("Bob", "red"));
                    tx.delete(Club.MEMBERS, "a");
                    throw refusal;
                }));

        assertSame(refusal, thrown);
        assertSame(before, state.current());
        assertEquals(revision, store.revision());
        put("c", Member.of("Cid"));
        assertEquals(
                List.of("a", "c"),
                List.copyOf(state.current().under(Club.MEMBERS, "").keySet()));
    }

    @Test
    void writeGivesBackWhatItsFunctionReturned() {
        assertEquals("done", state.write(tx -> "done"));
        Optional<Member> nobody = state.write(tx -> tx.get(Club.MEMBERS, "a"));
        assertEquals(Optional.empty(), nobody);
    }

    @Test
    void whatChangesNothingMakesNoRevision() {
        put("a", Member.of("Ann"));
        long revision = store.revision();

        state.change(tx -> tx.get(Club.MEMBERS, "a"));
        state.change(tx -> tx.delete(Club.MEMBERS, "nobody"));

        assertEquals(revision, store.revision());
    }

    @Test
    void theLastWriteOfAKeyInATransactionCounts() {
        state.change(tx -> {
            tx.put(Club.MEMBERS, "a", Member.of("Ann"));
            tx.delete(Club.MEMBERS, "a");
            tx.put(Club.MEMBERS, "b", Member.of("Bob"));
            tx.put(Club.MEMBERS, "b", Member.of("Bert"));
        });
        state.change(tx -> {
            tx.delete(Club.MEMBERS, "b");
            tx.put(Club.MEMBERS, "b", Member.of("Bill"));
        });

        assertFalse(store.get("member/a").isPresent());
        assertEquals(Optional.of(Member.of("Bill")), state.current().get(Club.MEMBERS, "b"));
        try (State reopened = State.open(store, Club.TABLES)) {
            assertEquals(Optional.of(Member.of("Bill")), reopened.current().get(Club.MEMBERS, "b"));
            assertEquals(Optional.empty(), reopened.current().get(Club.MEMBERS, "a"));
        }
    }

    @Test
    void underGivesExactlyTheKeysOfAPrefixInOrder() {
        state.change(tx -> {
            for (String key : List.of("b/2", "b/1", "b", "b0", "b/\uffff", "b/\uffffx", "c/1", "a/9")) {
                tx.put(Club.COUNTS, key, new Count(key.length()));
            }
        });
        View view = state.current();

        assertEquals(
                List.of("b/1", "b/2", "b/\uffff", "b/\uffffx"),
                List.copyOf(view.under(Club.COUNTS, "b/").keySet()));
        assertEquals(
                List.of("b/\uffff", "b/\uffffx"),
                List.copyOf(view.under(Club.COUNTS, "b/\uffff").keySet()));
        assertEquals(8, view.under(Club.COUNTS, "").size());
        assertEquals(0, view.under(Club.COUNTS, "d").size());
        assertEquals(0, view.under(Club.COUNTS, "\uffff").size());
    }

    @Test
    void anIndexFollowsPutsReplacementsAndDeletes() {
        put("a", Member.of("Ann", "red", "blue"));
        put("b", Member.of("Bob", "red"));
        assertEquals(
                List.of(Member.of("Ann", "red", "blue"), Member.of("Bob", "red")),
                state.current().find(Club.BY_TEAM, "red"));

        put("a", Member.of("Ann", "green"));
        assertEquals(List.of(Member.of("Bob", "red")), state.current().find(Club.BY_TEAM, "red"));
        assertEquals(List.of(), state.current().find(Club.BY_TEAM, "blue"));
        assertEquals(List.of(Member.of("Ann", "green")), state.current().find(Club.BY_TEAM, "green"));

        state.change(tx -> tx.delete(Club.MEMBERS, "b"));
        assertEquals(List.of(), state.current().find(Club.BY_TEAM, "red"));
        assertEquals(Optional.empty(), state.current().findOne(Club.BY_NAME, "Bob"));
    }

    @Test
    void anIndexKeepsValuesApartThatBeginAlike() {
        put("a", Member.of("Ann", "red"));
        put("b", Member.of("Bob", "redder"));
        put("c", Member.of("Cid", "re"));

        assertEquals(List.of(Member.of("Ann", "red")), state.current().find(Club.BY_TEAM, "red"));
        assertEquals(List.of(Member.of("Cid", "re")), state.current().find(Club.BY_TEAM, "re"));
        assertEquals(List.of(), state.current().find(Club.BY_TEAM, ""));
        assertEquals(List.of(), state.current().find(Club.BY_TEAM, "red\u0000a"));
    }

    @Test
    void theFirstOfSeveralByKeyIsTheOneFound() {
        put("z", Member.of("Zoe", "red"));
        put("b", Member.of("Bob", "red"));

        assertEquals(Optional.of(Member.of("Bob", "red")), state.current().findOne(Club.BY_TEAM, "red"));
    }

    @Test
    void keysAndIndexedValuesHaveNoControlCharacters() {
        assertThrows(IllegalArgumentException.class, () -> put("a\u0000b", Member.of("Ann")));
        assertThrows(IllegalArgumentException.class, () -> put("a\nb", Member.of("Ann")));
        assertThrows(IllegalArgumentException.class, () -> put("a", Member.of("Ann", "red\u0000b")));
        assertThrows(IllegalArgumentException.class, () -> put("half \ud800", Member.of("Ann")));

        assertEquals(0, store.revision());
        assertEquals(0, state.current().under(Club.MEMBERS, "").size());
    }

    @Test
    void aChangeMayNotBeginAnother() {
        assertThrows(
                IllegalStateException.class,
                () -> state.change(outer -> {
                    outer.put(Club.COUNTS, "outer", new Count(1));
                    state.change(inner -> inner.put(Club.COUNTS, "inner", new Count(1)));
                }));

        assertEquals(0, state.current().under(Club.COUNTS, "").size());
    }

    @Test
    void aTransactionIsOfNoUseAfterItsEnd() {
        List<Transaction> kept = new ArrayList<>();
        state.change(tx -> {
            tx.put(Club.COUNTS, "a", new Count(1));
            kept.add(tx);
        });
        Transaction late = kept.getFirst();

        assertThrows(IllegalStateException.class, () -> late.put(Club.COUNTS, "b", new Count(1)));
        assertThrows(IllegalStateException.class, () -> late.delete(Club.COUNTS, "a"));
        assertThrows(IllegalStateException.class, () -> late.get(Club.COUNTS, "a"));
    }

    @Test
    void aTableThatWasNotOpenedIsRefused() {
        Table<Count> other = Table.of("other", Count.class);

        assertThrows(IllegalArgumentException.class, () -> state.current().get(other, "a"));
        assertThrows(IllegalArgumentException.class, () -> state.change(tx -> tx.put(other, "a", new Count(1))));
    }

    @Test
    void tablesHavePlainAndDifferentNames() {
        assertThrows(IllegalArgumentException.class, () -> Table.of("a/b", Count.class));
        assertThrows(IllegalArgumentException.class, () -> Table.of("", Count.class));
        Table<Count> twin = Table.of("count", Count.class);
        assertThrows(
                IllegalArgumentException.class, () -> State.open(new ReferenceStore(), List.of(Club.COUNTS, twin)));
    }

    @Test
    void aClosedStateTakesNoChange() {
        put("a", Member.of("Ann"));
        state.close();

        assertThrows(StateUnavailableException.class, () -> put("b", Member.of("Bob")));
        assertEquals(
                List.of("a"),
                List.copyOf(state.current().under(Club.MEMBERS, "").keySet()));
    }

    @Test
    void aCountIsThatOfWhatAnIndexLists() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            String key = (random.nextBoolean() ? "one/" : "two/") + random.nextInt(20);
            if (random.nextInt(4) == 0) {
                state.change(tx -> tx.delete(Club.MEMBERS, key));
            } else {
                String team = random.nextBoolean() ? "red" : "reds";
                put(key, random.nextBoolean() ? Member.of(key, team, "both") : Member.of(key, team));
            }
            View view = state.current();
            for (String team : List.of("red", "reds", "both", "none", "")) {
                for (String prefix : List.of("", "one/", "two/", "two/1", "three/")) {
                    long expected = view.find(Club.BY_TEAM, team).stream()
                            .filter(member -> member.name().startsWith(prefix))
                            .count();
                    assertEquals(expected, view.count(Club.BY_TEAM, team, prefix), team + " " + prefix);
                }
            }
        }
    }

    @Test
    void aTransactionCountsItsOwnWrites() {
        put("a/1", Member.of("Ann", "red"));

        state.change(tx -> {
            tx.put(Club.MEMBERS, "a/2", Member.of("Bob", "red"));
            assertEquals(2, tx.count(Club.BY_TEAM, "red", "a/"));
        });
    }
}
