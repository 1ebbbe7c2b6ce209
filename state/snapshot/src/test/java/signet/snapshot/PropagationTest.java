package signet.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.snapshot.Club.Count;
import signet.snapshot.Club.Member;
import signet.store.contract.ReferenceStore;

/** When a change is in force, where changes take time to be. */
class PropagationTest {
    private static final Instant START = Instant.parse("2026-11-23T10:00:00Z");
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final State state = State.open(new ReferenceStore(), Club.TABLES);
    private Instant now = START;

    @AfterEach
    void close() {
        state.close();
    }

    private Propagation propagation(long seed) {
        return new Propagation(List.of(Club.MEMBERS), LONGEST, seed, () -> now);
    }

    private void put(String key) {
        state.change(tx -> tx.put(Club.MEMBERS, key, Member.of(key, "red")));
    }

    private List<String> inForce() {
        return List.copyOf(state.current().effective().under(Club.MEMBERS, "").keySet());
    }

    /** The milliseconds after which a change is in force; each starts where the one before has ended. */
    private long wait(String key) {
        put(key);
        long waited = 0;
        while (!inForce().contains(key)) {
            now = now.plusMillis(1);
            waited++;
        }
        return waited;
    }

    @Test
    void withoutItAViewIsWhatIsInForceAndNothingIsMadeForIt() {
        put("a");

        View view = state.current();

        assertSame(view, view.effective());
        assertSame(view, state.current());
        state.change(tx -> {
            tx.put(Club.MEMBERS, "b", Member.of("Bob"));
            assertSame(tx, tx.effective());
        });
    }

    @Test
    void whatWasThereBeforeIsInForce() {
        put("a");

        state.propagate(propagation(1));

        assertEquals(List.of("a"), inForce());
        assertSame(state.current(), state.current().effective());
    }

    @Test
    void aChangeIsSeenAtOnceAndInForceLater() {
        state.propagate(propagation(1));

        put("a");

        assertEquals(
                List.of("a"),
                List.copyOf(state.current().under(Club.MEMBERS, "").keySet()));
        assertEquals(1, state.current().find(Club.BY_TEAM, "red").size());
        assertTrue(state.current().get(Club.MEMBERS, "a").isPresent());
        assertEquals(List.of(), inForce());
        assertEquals(List.of(), state.current().effective().find(Club.BY_TEAM, "red"));
        now = now.plus(LONGEST);
        assertEquals(List.of("a"), inForce());
        assertSame(state.current(), state.current().effective(), "nothing is under way any more");
    }

    @Test
    void whatIsDeletedStaysInForceForAWhile() {
        put("a");
        state.propagate(propagation(1));

        state.change(tx -> tx.delete(Club.MEMBERS, "a"));

        assertTrue(state.current().get(Club.MEMBERS, "a").isEmpty());
        assertEquals(List.of("a"), inForce());
        now = now.plus(LONGEST);
        assertEquals(List.of(), inForce());
    }

    @Test
    void otherTablesTakeEffectAtOnceAlsoWhileAChangeWaits() {
        state.propagate(propagation(1));
        put("a");

        state.change(tx -> tx.put(Club.COUNTS, "n", new Count(7)));

        View effective = state.current().effective();
        assertEquals(7, effective.get(Club.COUNTS, "n").orElseThrow().value());
        assertTrue(effective.get(Club.MEMBERS, "a").isEmpty());
    }

    @Test
    void aChangeOfOtherTablesDrawsNoDelay() {
        state.propagate(propagation(3));
        List<Long> alone = List.of(wait("a"), wait("b"));
        state.propagate(propagation(3));

        long first = wait("c");
        state.change(tx -> tx.put(Club.COUNTS, "n", new Count(7)));
        long second = wait("d");

        assertEquals(alone, List.of(first, second));
    }

    @Test
    void aTransactionSeesItsOwnWritesButTheyAreNotInForceInIt() {
        state.propagate(propagation(1));

        state.change(tx -> {
            tx.put(Club.MEMBERS, "a", Member.of("Ann"));
            assertTrue(tx.get(Club.MEMBERS, "a").isPresent());
            assertTrue(tx.effective().get(Club.MEMBERS, "a").isEmpty());
        });
    }

    @Test
    void oneRequestSeesOneStateThroughout() {
        state.propagate(propagation(1));
        put("a");
        View view = state.current();

        now = now.plus(LONGEST);
        put("b");

        assertTrue(view.effective().get(Club.MEMBERS, "a").isEmpty());
        assertTrue(view.get(Club.MEMBERS, "b").isEmpty());
    }

    @Test
    void delaysAreOfAllLengthsUpToTheLongestAndFollowFromTheSeed() {
        List<Long> first = delays(1, 200);
        List<Long> again = delays(1, 200);
        List<Long> other = delays(2, 200);

        assertEquals(first, again);
        assertNotEquals(first, other);
        assertTrue(first.stream().allMatch(delay -> delay >= 1 && delay <= LONGEST.toMillis()), first.toString());
        assertTrue(first.stream().anyMatch(delay -> delay < LONGEST.toMillis() / 5), first.toString());
        assertTrue(first.stream().anyMatch(delay -> delay > LONGEST.toMillis() * 4 / 5), first.toString());
    }

    private List<Long> delays(long seed, int count) {
        try (State fresh = State.open(new ReferenceStore(), Club.TABLES)) {
            fresh.propagate(propagation(seed));
            List<Long> delays = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String key = "k" + i;
                fresh.change(tx -> tx.put(Club.MEMBERS, key, Member.of(key)));
                Instant begun = now;
                while (fresh.current().effective().get(Club.MEMBERS, key).isEmpty()) {
                    now = now.plusMillis(1);
                }
                delays.add(Duration.between(begun, now).toMillis());
            }
            return delays;
        }
    }

    /** Without this a policy could be missing from whom it is attached to. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void whatIsInForceIsAStateThatOnceWas(long seed) {
        Random random = new Random(seed);
        state.propagate(propagation(seed));
        int made = 0;
        int seen = 0;
        for (int step = 0; step < 300; step++) {
            if (random.nextInt(3) == 0) {
                put("k" + (1000 + made));
                made++;
            }
            now = now.plusMillis(random.nextInt(4000));
            List<String> inForce = inForce();
            for (int i = 0; i < inForce.size(); i++) {
                assertEquals("k" + (1000 + i), inForce.get(i), "no gap");
            }
            assertTrue(inForce.size() >= seen, "what took effect stays in force");
            seen = inForce.size();
        }
        now = now.plus(LONGEST);
        assertEquals(made, inForce().size(), "none waits for longer");
    }

    @Test
    void aTimeOfNothingIsNoPropagation() {
        List<Table<?>> tables = List.of(Club.MEMBERS);
        assertThrows(IllegalArgumentException.class, () -> new Propagation(tables, Duration.ofNanos(1), 1, () -> now));
        assertThrows(IllegalArgumentException.class, () -> new Propagation(tables, Duration.ZERO, 1, () -> now));
    }
}
