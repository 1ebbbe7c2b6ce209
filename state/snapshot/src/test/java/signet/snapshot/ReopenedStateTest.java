package signet.snapshot;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import signet.snapshot.Club.Count;
import signet.snapshot.Club.Member;
import signet.store.Store;
import signet.store.Write;
import signet.store.contract.ReferenceStore;
import signet.store.embedded.EmbeddedStore;

/** The state against a real store: what is written is found again, and what cannot be read is said. */
@Timeout(120)
class ReopenedStateTest {
    private static final int WRITERS = 32;
    private static final int TIMES = 25;

    @TempDir
    Path directory;

    private Store embedded() {
        return EmbeddedStore.open(directory.resolve("state.db"));
    }

    private static HeldStore with(String key, String json) {
        ReferenceStore store = new ReferenceStore();
        store.commit(signet.store.Transaction.of(new Write.Put(key, json.getBytes(UTF_8))))
                .join();
        return new HeldStore(store);
    }

    @Test
    void concurrentWritersDoNotLoseEachOthersChanges() {
        try (State state = State.open(embedded(), Club.TABLES);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<CompletableFuture<Void>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(CompletableFuture.runAsync(() -> addManyTimes(state), threads));
            }
            writers.forEach(CompletableFuture::join);

            assertEquals(new Count(WRITERS * TIMES), count(state));
        }
        try (State reopened = State.open(embedded(), Club.TABLES)) {
            assertEquals(new Count(WRITERS * TIMES), count(reopened));
        }
    }

    private static void addManyTimes(State state) {
        for (int i = 0; i < TIMES; i++) {
            long mine = state.write(tx -> {
                long next = tx.get(Club.COUNTS, "n").map(Count::value).orElse(0L) + 1;
                tx.put(Club.COUNTS, "n", new Count(next));
                return next;
            });
            assertTrue(count(state).value() >= mine, "a writer sees its own change as soon as it has returned");
        }
    }

    private static Count count(State state) {
        return state.current().get(Club.COUNTS, "n").orElseThrow();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void randomChangesLeaveWhatASimpleMapHoldsAlsoAfterReopening(long seed) {
        Random random = new Random(seed);
        Map<String, Member> expected = new TreeMap<>();
        try (State state = State.open(embedded(), Club.TABLES)) {
            for (int i = 0; i < 150; i++) {
                changeAtRandom(random, state, expected);
                assertSame(expected, state.current());
            }
        }
        try (State reopened = State.open(embedded(), Club.TABLES)) {
            assertSame(expected, reopened.current());
        }
    }

    private static void changeAtRandom(Random random, State state, Map<String, Member> expected) {
        Map<String, Member> next = new TreeMap<>(expected);
        boolean throwing = random.nextInt(4) == 0;
        try {
            state.change(tx -> {
                for (int i = random.nextInt(4); i >= 0; i--) {
                    String key = "k" + random.nextInt(12);
                    if (random.nextInt(3) == 0) {
                        tx.delete(Club.MEMBERS, key);
                        next.remove(key);
                    } else {
                        Member member = Member.of("n" + random.nextInt(5), team(random), "all");
                        tx.put(Club.MEMBERS, key, member);
                        next.put(key, member);
                    }
                }
                if (throwing) {
                    throw new IllegalStateException("undone");
                }
            });
            expected.clear();
            expected.putAll(next);
        } catch (IllegalStateException e) {
            assertTrue(throwing);
        }
    }

    private static String team(Random random) {
        return "t" + random.nextInt(3);
    }

    private static void assertSame(Map<String, Member> expected, View view) {
        assertEquals(expected, view.under(Club.MEMBERS, ""));
        assertEquals(List.copyOf(expected.values()), view.find(Club.BY_TEAM, "all"));
        for (int i = 0; i < 3; i++) {
            String team = "t" + i;
            assertEquals(
                    expected.values().stream()
                            .filter(member -> member.teams().contains(team))
                            .toList(),
                    view.find(Club.BY_TEAM, team));
        }
        for (int i = 0; i < 5; i++) {
            String name = "n" + i;
            assertEquals(
                    expected.values().stream()
                            .filter(member -> member.name().equals(name))
                            .toList(),
                    view.find(Club.BY_NAME, name));
        }
    }

    @Test
    void everyRowIsReadHoweverManyThereAre() {
        ReferenceStore store = new ReferenceStore();
        State.open(store, Club.TABLES).change(tx -> {
            for (int i = 0; i < 20_001; i++) {
                tx.put(Club.COUNTS, String.format("%06d", i), new Count(i));
            }
        });

        View reopened = State.open(store, Club.TABLES).current();

        assertEquals(20_001, reopened.under(Club.COUNTS, "").size());
        assertEquals(new Count(10_000), reopened.get(Club.COUNTS, "010000").orElseThrow());
    }

    @Test
    void anEmptyStoreIsAnEmptyState() {
        assertEquals(
                0,
                State.open(new ReferenceStore(), Club.TABLES)
                        .current()
                        .under(Club.MEMBERS, "")
                        .size());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "not JSON",
                "",
                "null",
                "[]",
                "{}",
                "{\"name\":\"Ann\",\"teams\":[]}",
                "{\"name\":\"Ann\",\"teams\":null,\"nick\":null}",
                "{\"name\":\"Ann\",\"teams\":[],\"nick\":null,\"rank\":1}",
                "{\"name\":\"Ann\",\"teams\":[],\"nick\":null} {}",
                "{\"name\":\"Ann\",\"teams\":[],\"nick\":nu"
            })
    void aRecordThatCannotBeReadIsReportedAndNothingIsChanged(String json) {
        HeldStore store = with("member/a", json);

        StateUnavailableException thrown =
                assertThrows(StateUnavailableException.class, () -> State.open(store, Club.TABLES));

        String message = String.valueOf(thrown.getMessage());
        assertTrue(message.startsWith("the record member/a of the data directory cannot be read: "), message);
        assertFalse(message.contains("\n"), "one line");
        assertTrue(store.isClosed(), "so that another may open it");
        assertEquals(1, store.revision());
    }

    @Test
    void aNumberThatIsMissingIsNotTakenForZero() {
        assertThrows(StateUnavailableException.class, () -> State.open(with("count/a", "{}"), Club.TABLES));
        assertThrows(
                StateUnavailableException.class, () -> State.open(with("count/a", "{\"value\":null}"), Club.TABLES));
    }

    @ParameterizedTest
    @ValueSource(strings = {"unknown/a", "members/a", "member", "heads", "\uffff/a"})
    void aRecordOfNoKnownKindIsReported(String key) {
        StateUnavailableException thrown =
                assertThrows(StateUnavailableException.class, () -> State.open(with(key, "{}"), Club.TABLES));

        assertEquals(
                "the record " + key + " of the data directory is of no kind that this version of Signet knows",
                thrown.getMessage());
    }

    @Test
    void aStoreThatCannotBeReadIsReported() {
        ReferenceStore store = new ReferenceStore();
        store.close();

        StateUnavailableException thrown =
                assertThrows(StateUnavailableException.class, () -> State.open(store, Club.TABLES));

        assertEquals("the state cannot be read: the store is closed", thrown.getMessage());
    }
}
