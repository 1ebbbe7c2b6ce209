package signet.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.store.Change;
import signet.store.Condition;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.RevisionTrimmedException;
import signet.store.Store;
import signet.store.StoreConflictException;
import signet.store.StoreException;
import signet.store.Transaction;
import signet.store.Watch;
import signet.store.Write;

@Timeout(60)
final class EmbeddedStoreTest {
    @TempDir
    Path folder;

    @Test
    void everythingIsThereAfterReopening() throws InterruptedException {
        List<Entry> before;
        long revision;
        try (Store store = open()) {
            for (int i = 0; i < 20; i++) {
                put(store, "k" + i, "v" + i);
            }
            store.commit(Transaction.of(new Write.Delete("k7"))).join();
            before = store.range(KeyRange.ALL, 100);
            revision = store.revision();
        }
        try (Store store = open()) {
            assertEquals(before, store.range(KeyRange.ALL, 100));
            assertEquals(revision, store.revision());
            assertEquals(revision + 1, put(store, "k7", "again"));
        }
    }

    @Test
    void aWatchTellsWhatWasCommittedBeforeReopening() throws InterruptedException {
        long first;
        try (Store store = open()) {
            first = put(store, "a", "1");
            put(store, "a", "2");
        }
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Store store = open();
                Watch _ = store.watch(first, seen::add)) {
            put(store, "a", "3");
            assertEquals(List.of(write("a", "2")), next(seen).writes());
            assertEquals(List.of(write("a", "3")), next(seen).writes());
        }
    }

    @Test
    void allFilesAreTheirOwnersOnly() throws IOException {
        Path inside = folder.resolve("new");
        Path file = inside.resolve("signet.db");
        try (Store store = EmbeddedStore.open(file);
                Stream<Path> files = Files.list(inside)) {
            put(store, "a", "1");
            List<Path> all = files.toList();
            assertTrue(all.size() >= 3, all.toString());
            for (Path one : all) {
                assertEquals("rw-------", permissions(one), one.toString());
            }
            assertEquals("rwx------", permissions(inside));
        }
    }

    @Test
    void aSecondOpeningInTheSameProcessIsRefusedAndHarmless() {
        try (Store store = open()) {
            StoreException refused = assertThrows(StoreException.class, this::open);
            assertEquals(
                    file() + " is in use by process " + ProcessHandle.current().pid(), refused.getMessage());
            put(store, "a", "1");
        }
        open().close();
    }

    @Test
    void aSecondProcessIsRefusedWithTheHoldersId() throws Exception {
        try (Store store = open()) {
            assertThrows(StoreException.class, this::open);
            Process other = ChildJvm.start(OpenOnce.class, file());
            assertEquals(
                    file() + " is in use by process " + ProcessHandle.current().pid(),
                    other.inputReader().readLine());
            put(store, "a", "1");
        }
    }

    @Test
    void aLockGoesWithItsProcess() throws Exception {
        Process holder = ChildJvm.start(OpenOnce.class, file());
        BufferedReader output = holder.inputReader();
        assertEquals("open", output.readLine());
        StoreException refused = assertThrows(StoreException.class, this::open);
        assertEquals(file() + " is in use by process " + holder.pid(), refused.getMessage());
        holder.destroyForcibly().waitFor();
        open().close();
    }

    @Test
    void aLockFileWithoutANumberStillKeepsOthersOut() throws Exception {
        Process holder = ChildJvm.start(OpenOnce.class, file());
        assertEquals("open", holder.inputReader().readLine());
        Files.writeString(folder.resolve("signet.db.lock"), "nonsense\n");
        assertEquals(
                file() + " is in use by another process",
                assertThrows(StoreException.class, this::open).getMessage());
        holder.destroyForcibly().waitFor();
    }

    @Test
    void aFullDiskFailsTheTransactionsAndKeepsWhatWasCommitted() {
        List<String> kept = new ArrayList<>();
        try (Store store = EmbeddedStore.open(file(), new Settings(1, 40))) {
            StoreException failure = null;
            for (int i = 0; failure == null; i++) {
                try {
                    store.commit(Transaction.of(new Write.Put("k%03d".formatted(i), new byte[9000])))
                            .join();
                    kept.add("k%03d".formatted(i));
                } catch (CompletionException e) {
                    failure = assertInstanceOf(StoreException.class, e.getCause());
                }
            }
            assertEquals("the store " + file() + " failed: the disk is full", failure.getMessage());
            assertEquals(kept, keys(store));
            assertEquals(kept.size(), store.revision());
            assertEquals(kept.size() + 1, put(store, kept.getFirst(), "small"));
        }
        try (Store store = open()) {
            assertFalse(kept.isEmpty());
            assertEquals(kept, keys(store));
            put(store, "more", "x".repeat(100_000));
        }
    }

    @Test
    void aFullDiskFailsTheWholeBatchConflictsIncluded() {
        try (Store store = EmbeddedStore.open(file(), new Settings(10, 40))) {
            put(store, "a", "1");
            List<CompletableFuture<Long>> batch = new ArrayList<>();
            for (int i = 0; i < 50; i++) {
                batch.add(store.commit(Transaction.of(new Write.Put("k" + i, new byte[9000]))));
                batch.add(
                        store.commit(new Transaction(List.of(Condition.absent("k" + i)), List.of(write("c" + i, "")))));
            }
            batch.forEach(future -> future.handle((_, _) -> "over").join());
            for (int i = 0; i < 50; i++) {
                boolean committed = !batch.get(2 * i).isCompletedExceptionally();
                boolean conflict = batch.get(2 * i + 1).isCompletedExceptionally()
                        && batch.get(2 * i + 1).exceptionNow() instanceof StoreConflictException;
                assertEquals(committed, store.get("k" + i).isPresent());
                // Who is told of a conflict may rely on what it conflicts with.
                assertTrue(!conflict || committed, "k" + i);
            }
        }
    }

    @Test
    void aWatchFromBeforeTheHistoryIsRefused() {
        try (Store store = EmbeddedStore.open(file(), new Settings(10, 0))) {
            for (int i = 0; i < 600; i++) {
                put(store, "a", "" + i);
            }
            RevisionTrimmedException refused =
                    assertThrows(RevisionTrimmedException.class, () -> store.watch(0, _ -> {}));
            assertTrue(String.valueOf(refused.getMessage()).startsWith("changes after revision 0 are no longer kept"));
            store.watch(store.revision() - 10, _ -> {}).close();
        }
    }

    @Test
    void theHistoryIsTrimmedHoweverOftenTheStoreIsReopened() {
        for (int i = 0; i < 5; i++) {
            try (Store store = EmbeddedStore.open(file(), new Settings(10, 0))) {
                for (int n = 0; n < 20; n++) {
                    put(store, "a", "" + n);
                }
            }
        }
        try (Store store = open()) {
            assertThrows(RevisionTrimmedException.class, () -> store.watch(60, _ -> {}));
        }
    }

    @Test
    void theHistoryIsNotTrimmedUnderARunningWatch() throws InterruptedException {
        CountDownLatch release = new CountDownLatch(1);
        BlockingQueue<Change> seen = new LinkedBlockingQueue<>();
        try (Store store = EmbeddedStore.open(file(), new Settings(10, 0));
                Watch _ = store.watch(0, change -> {
                    await(release);
                    seen.add(change);
                })) {
            for (int i = 0; i < 1000; i++) {
                put(store, "a", "" + i);
            }
            release.countDown();
            for (int i = 0; i < 1000; i++) {
                assertEquals(List.of(write("a", "" + i)), next(seen).writes());
            }
        }
    }

    @Test
    void aConsumerThatThrowsEndsItsWatchOnly() throws InterruptedException {
        BlockingQueue<Change> bad = new LinkedBlockingQueue<>();
        BlockingQueue<Change> good = new LinkedBlockingQueue<>();
        try (Store store = open();
                Watch _ = store.watch(0, change -> {
                    bad.add(change);
                    throw new IllegalStateException("a consumer fails on purpose");
                });
                Watch _ = store.watch(0, good::add)) {
            put(store, "a", "1");
            next(bad);
            put(store, "a", "2");
            next(good);
            next(good);
            assertTrue(bad.isEmpty());
        }
    }

    @Test
    void manyReadersAndWritersAtOnceSeeWholeTransactions() throws InterruptedException {
        try (Store store = open()) {
            List<Thread> readers = new ArrayList<>();
            List<CompletableFuture<Long>> writes = new ArrayList<>();
            BlockingQueue<String> torn = new LinkedBlockingQueue<>();
            for (int i = 0; i < 8; i++) {
                readers.add(Thread.startVirtualThread(() -> {
                    for (int n = 0; n < 200; n++) {
                        List<Entry> pair = store.range("p", "q", 10);
                        if (!pair.isEmpty()
                                && !new String(pair.get(0).value(), UTF_8)
                                        .equals(new String(pair.get(1).value(), UTF_8))) {
                            torn.add(pair.toString());
                        }
                    }
                }));
            }
            for (int i = 0; i < 300; i++) {
                writes.add(store.commit(Transaction.of(write("p1", "" + i), write("p2", "" + i))));
            }
            writes.forEach(CompletableFuture::join);
            for (Thread reader : readers) {
                reader.join();
            }
            assertEquals(List.of(), List.copyOf(torn));
        }
    }

    @Test
    void aKeyWithHalfACharacterIsRefusedAndHarmless() {
        try (Store store = open()) {
            assertThrows(IllegalArgumentException.class, () -> store.get("a\ud800"));
            assertThrows(IllegalArgumentException.class, () -> store.range("a\ud800", "b", 1));
            put(store, "a?", "1");
            assertTrue(store.get("a?").isPresent());
        }
    }

    @Test
    void keysMayHaveAnyCharacterEvenNul() {
        try (Store store = open()) {
            put(store, "a\0b", "1");
            put(store, "a", "2");
            put(store, "a'\"%_;--", "3");
            assertEquals(List.of("a", "a\0b", "a'\"%_;--"), keys(store));
            assertArrayEquals(
                    "1".getBytes(UTF_8), store.get("a\0b").orElseThrow().value());
        }
    }

    private Store open() {
        return EmbeddedStore.open(file());
    }

    private Path file() {
        return folder.resolve("signet.db");
    }

    private static long put(Store store, String key, String value) {
        return store.commit(Transaction.of(write(key, value))).join();
    }

    private static Write write(String key, String value) {
        return new Write.Put(key, value.getBytes(UTF_8));
    }

    private static List<String> keys(Store store) {
        return store.range(KeyRange.ALL, Integer.MAX_VALUE).stream()
                .map(Entry::key)
                .toList();
    }

    private static Change next(BlockingQueue<Change> queue) throws InterruptedException {
        Change change = queue.poll(30, TimeUnit.SECONDS);
        assertTrue(change != null, "no change came");
        return change;
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
