package signet.store.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.store.Change;
import signet.store.Condition;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.Store;
import signet.store.StoreConflictException;
import signet.store.StoreException;
import signet.store.Transaction;
import signet.store.Watch;
import signet.store.Write;

/** What every {@link Store} must do. An implementation extends it with a way to make an empty store. */
@Timeout(60)
public abstract class StoreContract {
    private Store store;

    /** A new, empty store; the suite closes it. */
    protected abstract Store emptyStore();

    @BeforeEach
    final void openStore() {
        store = emptyStore();
    }

    @AfterEach
    final void closeStore() {
        store.close();
    }

    @Test
    final void anEmptyStoreHasRevisionZeroAndNoEntries() {
        assertEquals(0, store.revision());
        assertEquals(Optional.empty(), store.get("a"));
        assertEquals(List.of(), store.range(KeyRange.ALL, 10));
    }

    @Test
    final void whatIsCommittedIsReadBackWithItsRevision() {
        long revision = commit(put("a", "1"));
        assertEquals(entry("a", "1", revision), store.get("a").orElseThrow());
        assertEquals(revision, store.revision());
    }

    @Test
    final void valuesAreAnyBytes() {
        byte[] value = new byte[100_000];
        new Random(1).nextBytes(value);
        commit(new Write.Put("large", value), new Write.Put("empty", new byte[0]));
        assertArrayEquals(value, store.get("large").orElseThrow().value());
        assertArrayEquals(new byte[0], store.get("empty").orElseThrow().value());
    }

    @Test
    final void revisionsGrow() {
        long first = commit(put("a", "1"));
        long second = commit(put("a", "1"));
        long third = commit(put("b", "1"));
        assertTrue(0 < first && first < second && second < third);
        assertEquals(second, store.get("a").orElseThrow().modifiedRevision());
    }

    @Test
    final void allWritesOfATransactionShareItsRevision() {
        commit(put("gone", "x"));
        long revision = commit(put("a", "1"), put("b", "2"), new Write.Delete("gone"));
        assertEquals(List.of(entry("a", "1", revision), entry("b", "2", revision)), store.range(KeyRange.ALL, 10));
    }

    @Test
    final void deletingAnAbsentKeyIsNoError() {
        commit(new Write.Delete("a"), put("b", "1"));
        assertEquals(Optional.empty(), store.get("a"));
    }

    @Test
    final void aTransactionWithoutWritesMakesNoRevision() {
        long revision = commit(put("a", "1"));
        assertEquals(revision, join(new Transaction(List.of(new Condition("a", revision)), List.of())));
        assertEquals(revision, store.revision());
        conflict(new Transaction(List.of(Condition.absent("a")), List.of()));
    }

    @Test
    final void aConditionOnTheKeysRevisionLetsTheTransactionThrough() {
        long revision = commit(put("a", "1"));
        join(new Transaction(List.of(new Condition("a", revision)), List.of(put("a", "2"))));
        assertArrayEquals("2".getBytes(UTF_8), store.get("a").orElseThrow().value());
    }

    @Test
    final void aConditionOnAnAbsentKeyLetsTheTransactionThroughOnce() {
        Transaction create = new Transaction(List.of(Condition.absent("a")), List.of(put("a", "1")));
        long revision = join(create);
        StoreConflictException refused = conflict(create);
        assertEquals("a", refused.key());
        assertEquals(revision, refused.actualRevision());
    }

    @Test
    final void aDeletedKeyIsAbsentAgain() {
        Transaction create = new Transaction(List.of(Condition.absent("a")), List.of(put("a", "1")));
        join(create);
        commit(new Write.Delete("a"));
        join(create);
    }

    @Test
    final void oneFailedConditionKeepsEverythingOut() {
        long revision = commit(put("a", "1"));
        conflict(new Transaction(
                List.of(new Condition("a", revision), new Condition("b", revision)),
                List.of(put("a", "2"), put("c", "2"), new Write.Delete("a")).subList(0, 2)));
        assertEquals(List.of(entry("a", "1", revision)), store.range(KeyRange.ALL, 10));
        assertEquals(revision, store.revision());
    }

    @Test
    final void anOldRevisionConflicts() {
        long old = commit(put("a", "1"));
        commit(put("a", "1"));
        conflict(new Transaction(List.of(new Condition("a", old)), List.of(put("a", "2"))));
    }

    @Test
    final void transactionsAreAppliedInTheOrderOfTheCalls() {
        List<CompletableFuture<Long>> futures = new ArrayList<>();
        for (int i = 0; i < 500; i++) {
            futures.add(store.commit(Transaction.of(put("a", "" + i), put("k" + i, "" + i))));
        }
        List<Long> revisions = futures.stream().map(CompletableFuture::join).toList();
        assertEquals(revisions.stream().sorted().distinct().toList(), revisions);
        assertEquals("499", new String(store.get("a").orElseThrow().value(), UTF_8));
    }

    @Test
    final void aTransactionSeesThoseQueuedBeforeIt() {
        CompletableFuture<Long> create = store.commit(Transaction.of(put("a", "1")));
        CompletableFuture<Long> refused =
                store.commit(new Transaction(List.of(Condition.absent("a")), List.of(put("b", "1"))));
        CompletableFuture<Long> last = store.commit(Transaction.of(put("c", "1")));
        create.join();
        last.join();
        assertInstanceOf(
                StoreConflictException.class,
                assertThrows(CompletionException.class, refused::join).getCause());
        assertEquals(Optional.empty(), store.get("b"));
    }

    @Test
    final void ofManyWhoCreateAKeyOneSucceeds() {
        List<CompletableFuture<Boolean>> all = new ArrayList<>();
        for (int i = 0; i < 64; i++) {
            Transaction create = new Transaction(List.of(Condition.absent("a")), List.of(put("a", "" + i)));
            all.add(CompletableFuture.supplyAsync(() -> succeeds(create)));
        }
        assertEquals(1, all.stream().filter(CompletableFuture::join).count());
    }

    @Test
    final void countersIncrementedByCompareAndCommitLoseNothing() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            threads.add(Thread.startVirtualThread(() -> {
                for (int n = 0; n < 50; n++) {
                    increment("counter");
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals("200", new String(store.get("counter").orElseThrow().value(), UTF_8));
    }

    @Test
    final void aDependentOfACommitMayCommitAndWait() {
        CompletableFuture<Long> chained = store.commit(Transaction.of(put("a", "1")))
                .thenApply(_ -> store.commit(Transaction.of(put("b", "1"))).join());
        chained.join();
        assertTrue(store.get("b").isPresent());
    }

    @Test
    final void rangesAreOrderedByUtf8Bytes() {
        // U+FF21 is before U+1F511 in UTF-8, after it in UTF-16.
        List<String> ordered =
                List.of("A", "a", "a/", "a0", "\u00e9", "\ud7ff", "\uff21", "\ud83d\udd11", "\udbff\udfff");
        List<String> shuffled = new ArrayList<>(ordered);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(key -> commit(put(key, "x")));
        assertEquals(ordered, keys(store.range(KeyRange.ALL, 100)));
    }

    @Test
    final void aRangeHasItsStartAndNotItsEnd() {
        commit(put("a", "1"), put("b", "1"), put("c", "1"), put("d", "1"));
        assertEquals(List.of("b", "c"), keys(store.range("b", "d", 100)));
        assertEquals(List.of("b", "c", "d"), keys(store.range("b", KeyRange.UNBOUNDED, 100)));
        assertEquals(List.of(), keys(store.range("c", "b", 100)));
    }

    @Test
    final void aRangeStopsAtItsLimit() {
        commit(put("a", "1"), put("b", "1"), put("c", "1"));
        assertEquals(List.of("a", "b"), keys(store.range(KeyRange.ALL, 2)));
        assertThrows(IllegalArgumentException.class, () -> store.range(KeyRange.ALL, 0));
    }

    @Test
    final void aPrefixRangeHasThePrefixAndNothingElse() {
        commit(
                put("role", "1"),
                put("role/", "1"),
                put("role/a", "1"),
                put("role/\udbff\udfff", "1"),
                put("role0", "1"));
        assertEquals(
                List.of("role/", "role/a", "role/\udbff\udfff"), keys(store.range(KeyRange.ofPrefix("role/"), 100)));
    }

    @Test
    final void aWatchTellsEveryChangeInOrder() throws InterruptedException {
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ = store.watch(0, seen::add)) {
            List<Change> made = new ArrayList<>();
            for (int i = 0; i < 300; i++) {
                List<Write> writes = List.of(put("a" + i % 7, "" + i), new Write.Delete("b"));
                made.add(new Change(join(new Transaction(List.of(), writes)), writes));
            }
            assertEquals(made, take(seen, made.size()));
        }
    }

    @Test
    final void aWatchStartsAfterItsRevision() throws InterruptedException {
        commit(put("a", "1"));
        long second = commit(put("a", "2"));
        long third = commit(put("a", "3"));
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ = store.watch(second, seen::add)) {
            long fourth = commit(put("a", "4"));
            assertEquals(
                    List.of(third, fourth),
                    take(seen, 2).stream().map(Change::revision).toList());
        }
    }

    @Test
    final void aWatchFromTheFutureTellsOnlyWhatComesAfterItsRevision() throws InterruptedException {
        long first = commit(put("a", "1"));
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ = store.watch(first + 1, seen::add)) {
            long revision = first;
            while (revision <= first + 1) {
                revision = commit(put("a", "2"));
            }
            assertEquals(revision, take(seen, 1).getFirst().revision());
        }
    }

    @Test
    final void refusedTransactionsAreNotTold() throws InterruptedException {
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Watch _ = store.watch(0, seen::add)) {
            commit(put("a", "1"));
            conflict(new Transaction(List.of(Condition.absent("a")), List.of(put("b", "2"))));
            commit(put("c", "3"));
            assertEquals(
                    List.of(List.of(put("a", "1")), List.of(put("c", "3"))),
                    take(seen, 2).stream().map(Change::writes).toList());
        }
    }

    @Test
    final void watchesStartedUnderLoadLoseNothingAndRepeatNothing() throws InterruptedException {
        CompletableFuture<Void> load = CompletableFuture.runAsync(() -> {
            for (int i = 0; i < 400; i++) {
                commit(put("a", "" + i));
            }
        });
        List<BlockingQueue<Change>> queues = new ArrayList<>();
        List<Watch> watches = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            BlockingQueue<Change> queue = new LinkedBlockingQueue<>();
            queues.add(queue);
            watches.add(store.watch(0, queue::add));
        }
        load.join();
        for (BlockingQueue<Change> queue : queues) {
            List<Change> seen = take(queue, 400);
            for (int i = 0; i < 400; i++) {
                assertEquals(List.of(put("a", "" + i)), seen.get(i).writes());
            }
            assertTrue(queue.isEmpty());
        }
        watches.forEach(Watch::close);
    }

    @Test
    final void aSlowWatchHoldsUpNobody() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<Change> slow = new LinkedBlockingQueue<>();
        BlockingQueue<Change> quick = new LinkedBlockingQueue<>();
        try (Watch _ = store.watch(0, change -> {
                    await(release);
                    slow.add(change);
                });
                Watch _ = store.watch(0, quick::add)) {
            for (int i = 0; i < 100; i++) {
                commit(put("a", "" + i));
            }
            assertEquals(100, take(quick, 100).size());
            release.countDown();
            assertEquals(100, take(slow, 100).size());
        }
    }

    @Test
    final void aConsumerMayCommitAndCloseItsWatch() throws InterruptedException {
        CompletableFuture<Watch> watch = new CompletableFuture<>();
        BlockingQueue<Long> seen = new LinkedBlockingQueue<>();
        watch.complete(store.watch(0, change -> {
            watch.join().close();
            commit(put("b", "1"));
            seen.add(change.revision());
        }));
        long first = commit(put("a", "1"));
        assertEquals(List.of(first), take(seen, 1));
        commit(put("c", "1"));
        assertTrue(seen.isEmpty());
    }

    @Test
    final void whatAConsumerIsToldCanBeRead() throws InterruptedException {
        BlockingQueue<Optional<Entry>> read = new LinkedBlockingQueue<>();
        try (Watch _ = store.watch(0, change -> read.add(store.get("a")))) {
            long revision = commit(put("a", "1"));
            assertEquals(List.of(Optional.of(entry("a", "1", revision))), take(read, 1));
        }
    }

    @Test
    final void aClosedStoreRefuses() {
        commit(put("a", "1"));
        store.close();
        store.close();
        CompletableFuture<Long> late = store.commit(Transaction.of(put("b", "1")));
        assertInstanceOf(
                StoreException.class,
                assertThrows(CompletionException.class, late::join).getCause());
        assertThrows(StoreException.class, () -> store.get("a"));
        assertThrows(StoreException.class, () -> store.range(KeyRange.ALL, 1));
        assertThrows(StoreException.class, () -> store.watch(0, _ -> {}));
    }

    @Test
    final void closingCommitsWhatWasAccepted() {
        List<CompletableFuture<Long>> accepted = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            accepted.add(store.commit(Transaction.of(put("k" + i, "1"))));
        }
        store.close();
        accepted.forEach(CompletableFuture::join);
    }

    @Test
    final void randomTransactionsDoWhatTheReferenceDoes() throws InterruptedException {
        Random random = new Random(42);
        ReferenceStore reference = new ReferenceStore();
        for (int step = 0; step < 300; step++) {
            Transaction transaction = randomTransaction(random);
            String expected = outcome(reference, transaction);
            assertEquals(expected, outcome(store, transaction), () -> "seed 42: " + transaction);
            if (step % 10 == 0) {
                KeyRange range = new KeyRange("k" + random.nextInt(10), "k" + random.nextInt(10));
                int limit = 1 + random.nextInt(5);
                assertEquals(keysAndValues(reference.range(range, limit)), keysAndValues(store.range(range, limit)));
            }
        }
        assertEquals(keysAndValues(reference.range(KeyRange.ALL, 100)), keysAndValues(store.range(KeyRange.ALL, 100)));
        reference.close();
    }

    /** Conditions of the two stores can't name the same revisions, so only absence and presence are compared. */
    private static String outcome(Store store, Transaction transaction) throws InterruptedException {
        List<Condition> conditions = transaction.conditions().stream()
                .map(condition -> condition.expectedRevision() == 0
                        ? condition
                        : store.get(condition.key()).map(Condition::unchanged).orElse(condition))
                .toList();
        try {
            store.commit(new Transaction(conditions, transaction.writes())).get();
            return "committed";
        } catch (ExecutionException e) {
            return e.getCause() instanceof StoreConflictException conflict ? "conflict on " + conflict.key() : "failed";
        }
    }

    private static Transaction randomTransaction(Random random) {
        List<Condition> conditions = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            conditions.add(new Condition("k" + random.nextInt(10), random.nextBoolean() ? 0 : Long.MAX_VALUE));
        }
        List<Write> writes = new ArrayList<>();
        for (int key = 0; key < 10; key++) {
            switch (random.nextInt(6)) {
                case 0 -> writes.add(put("k" + key, "" + random.nextInt()));
                case 1 -> writes.add(new Write.Delete("k" + key));
                default -> {}
            }
        }
        return new Transaction(conditions, writes);
    }

    private void increment(String key) {
        while (true) {
            Optional<Entry> before = store.get(key);
            int count = before.map(entry -> Integer.parseInt(new String(entry.value(), UTF_8)))
                    .orElse(0);
            Condition condition = before.map(Condition::unchanged).orElse(Condition.absent(key));
            try {
                join(new Transaction(List.of(condition), List.of(put(key, "" + (count + 1)))));
                return;
            } catch (CompletionException e) {
                assertInstanceOf(StoreConflictException.class, e.getCause());
            }
        }
    }

    private boolean succeeds(Transaction transaction) {
        try {
            join(transaction);
            return true;
        } catch (CompletionException e) {
            assertInstanceOf(StoreConflictException.class, e.getCause());
            return false;
        }
    }

    private long commit(Write... writes) {
        return join(Transaction.of(writes));
    }

    private long join(Transaction transaction) {
        return store.commit(transaction).join();
    }

    private StoreConflictException conflict(Transaction transaction) {
        CompletionException failure = assertThrows(CompletionException.class, () -> join(transaction));
        return assertInstanceOf(StoreConflictException.class, failure.getCause());
    }

    private static Write put(String key, String value) {
        return new Write.Put(key, value.getBytes(UTF_8));
    }

    private static Entry entry(String key, String value, long revision) {
        return new Entry(key, value.getBytes(UTF_8), revision);
    }

    private static List<String> keys(List<Entry> entries) {
        return entries.stream().map(Entry::key).toList();
    }

    private static List<String> keysAndValues(List<Entry> entries) {
        return entries.stream()
                .map(entry -> entry.key() + "=" + new String(entry.value(), UTF_8))
                .toList();
    }

    private static <T> List<T> take(BlockingQueue<T> queue, int count) throws InterruptedException {
        List<T> taken = new ArrayList<>();
        while (taken.size() < count) {
            T next = queue.poll(30, TimeUnit.SECONDS);
            assertTrue(next != null, "only " + taken.size() + " of " + count + " came");
            taken.add(next);
        }
        return taken;
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
