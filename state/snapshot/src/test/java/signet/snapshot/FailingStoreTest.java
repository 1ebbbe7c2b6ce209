package signet.snapshot;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.snapshot.Club.Count;
import signet.store.StoreException;
import signet.store.contract.ReferenceStore;

/** What happens between a change and the disk: order, visibility, failure. */
@Timeout(60)
class FailingStoreTest {
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HeldStore store = new HeldStore(new ReferenceStore());
    private final State state = State.open(store, Club.TABLES);

    @AfterEach
    void close() {
        threads.shutdownNow();
        state.close();
    }

    /** Adds one to a count, on a thread of its own; gives the count. */
    private CompletableFuture<Long> add(String key) {
        return CompletableFuture.supplyAsync(
                () -> state.write(tx -> {
                    long next = tx.get(Club.COUNTS, key).map(Count::value).orElse(0L) + 1;
                    tx.put(Club.COUNTS, key, new Count(next));
                    return next;
                }),
                threads);
    }

    private Optional<Long> seen(String key) {
        return state.current().get(Club.COUNTS, key).map(Count::value);
    }

    private static void assertFailed(CompletableFuture<?> change) {
        CompletionException thrown = assertThrows(CompletionException.class, change::join);
        assertInstanceOf(StateUnavailableException.class, thrown.getCause());
    }

    @Test
    void nothingIsVisibleOrToldBeforeItIsDurable() {
        store.hold();
        CompletableFuture<Long> change = add("a");
        HeldStore.Held held = store.next();

        assertEquals(Optional.empty(), seen("a"));
        assertFalse(change.isDone());

        held.succeed();
        assertEquals(1, change.join());
        assertEquals(Optional.of(1L), seen("a"));
    }

    @Test
    void aWriterDoesNotWaitForTheDiskOfTheOneBefore() {
        store.hold();
        CompletableFuture<Long> first = add("a");
        HeldStore.Held firstHeld = store.next();
        CompletableFuture<Long> second = add("a");
        HeldStore.Held secondHeld = store.next();
        assertFalse(first.isDone());

        firstHeld.succeed();
        secondHeld.succeed();

        assertEquals(1, first.join());
        assertEquals(2, second.join());
        assertEquals(Optional.of(2L), seen("a"));
    }

    @Test
    void commitsThatAreToldOfInTheWrongOrderAreNotPublishedBackwards() {
        store.hold();
        CompletableFuture<Long> first = add("a");
        HeldStore.Held firstHeld = store.next();
        CompletableFuture<Long> second = add("a");
        HeldStore.Held secondHeld = store.next();
        Runnable tellFirst = firstHeld.apply();
        Runnable tellSecond = secondHeld.apply();

        tellSecond.run();
        tellFirst.run();

        first.join();
        second.join();
        assertEquals(Optional.of(2L), seen("a"));
    }

    @Test
    void aFailedCommitFailsAllThatWasBuiltOnIt() {
        store.hold();
        CompletableFuture<Long> first = add("a");
        HeldStore.Held firstHeld = store.next();
        CompletableFuture<Long> second = add("a");
        HeldStore.Held secondHeld = store.next();
        CompletableFuture<Long> third = add("b");
        HeldStore.Held thirdHeld = store.next();

        firstHeld.fail();
        secondHeld.succeed();
        thirdHeld.succeed();

        assertFailed(first);
        assertFailed(second);
        assertFailed(third);
        assertEquals(Optional.empty(), seen("a"));
        assertEquals(Optional.empty(), seen("b"));
        assertEquals(0, store.revision());
    }

    @Test
    void theStateRecoversFromAFailure() {
        add("a").join();
        store.hold();
        CompletableFuture<Long> failed = add("a");
        store.next().fail();
        assertFailed(failed);
        store.release();

        assertEquals(2, add("a").join());

        assertEquals(Optional.of(2L), seen("a"));
        try (State reopened = State.open(store, Club.TABLES)) {
            assertEquals(Optional.of(new Count(2)), reopened.current().get(Club.COUNTS, "a"));
        }
    }

    @Test
    void whoComesWhileAFailureIsNotYetOverIsNotBuiltOnIt() {
        store.hold();
        CompletableFuture<Long> first = add("a");
        HeldStore.Held firstHeld = store.next();
        CompletableFuture<Long> second = add("a");
        HeldStore.Held secondHeld = store.next();
        firstHeld.fail();
        store.release();

        CompletableFuture<Long> third = add("a");
        secondHeld.succeed();

        assertFailed(first);
        assertFailed(second);
        assertEquals(1, third.join());
        assertEquals(Optional.of(1L), seen("a"));
    }

    @Test
    void aSuccessThatIsToldAfterALaterFailureIsNotLost() {
        store.hold();
        CompletableFuture<Long> first = add("a");
        HeldStore.Held firstHeld = store.next();
        CompletableFuture<Long> second = add("a");
        HeldStore.Held secondHeld = store.next();
        Runnable tellFirst = firstHeld.apply();
        secondHeld.fail();
        store.release();
        CompletableFuture<Long> third = add("a");

        tellFirst.run();

        assertEquals(1, first.join());
        assertFailed(second);
        assertEquals(2, third.join());
        assertEquals(Optional.of(2L), seen("a"));
    }

    @Test
    void aRefusalRestsOnDurableChangesOnly() throws InterruptedException {
        store.hold();
        CompletableFuture<Long> taken = add("a");
        HeldStore.Held held = store.next();
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Void> refused = CompletableFuture.runAsync(
                () -> state.change(tx -> {
                    boolean exists = tx.get(Club.COUNTS, "a").isPresent();
                    looked.countDown();
                    if (exists) {
                        throw new IllegalArgumentException("exists already");
                    }
                }),
                threads);
        looked.await();

        held.fail();

        assertFailed(taken);
        CompletionException thrown = assertThrows(CompletionException.class, refused::join);
        assertInstanceOf(StateUnavailableException.class, thrown.getCause());
    }

    @Test
    void aReadInAChangeRestsOnDurableChangesOnly() throws InterruptedException {
        store.hold();
        CompletableFuture<Long> pending = add("a");
        HeldStore.Held held = store.next();
        CountDownLatch looked = new CountDownLatch(1);
        CompletableFuture<Optional<Count>> read = CompletableFuture.supplyAsync(
                () -> state.write(tx -> {
                    Optional<Count> count = tx.get(Club.COUNTS, "a");
                    looked.countDown();
                    return count;
                }),
                threads);
        looked.await();
        assertFalse(read.isDone());

        held.fail();

        assertFailed(pending);
        assertFailed(read);
    }

    @Test
    void theFailureOfTheStoreIsToldInItsWords() {
        store.hold();
        CompletableFuture<Long> failed = add("a");
        store.next().fail();

        CompletionException thrown = assertThrows(CompletionException.class, failed::join);

        StateUnavailableException told = assertInstanceOf(StateUnavailableException.class, thrown.getCause());
        assertEquals("the change could not be stored: the disk is full", told.getMessage());
        assertInstanceOf(StoreException.class, told.getCause());
    }

    @Test
    void severalFailuresInARowLeaveWhatWasThere() {
        add("a").join();
        for (int i = 0; i < 5; i++) {
            store.hold();
            List<CompletableFuture<Long>> failing = List.of(add("a"), add("a"), add("a"));
            for (int held = 0; held < 3; held++) {
                store.next().fail();
            }
            failing.forEach(FailingStoreTest::assertFailed);
            store.release();
            assertEquals(i + 2, add("a").join());
        }
        assertEquals(Optional.of(6L), seen("a"));
    }
}
