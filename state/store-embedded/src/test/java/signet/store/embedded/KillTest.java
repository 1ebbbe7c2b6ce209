package signet.store.embedded;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.Store;

/**
 * A process that writes under load is killed at random moments, also while it opens or makes the store. 10 times here; with
 * {@code -Dsignet.kill.rounds=200} as often as one likes.
 */
@Timeout(value = 30, unit = TimeUnit.MINUTES)
final class KillTest {
    private static final int ROUNDS = Integer.getInteger("signet.kill.rounds", 10);

    private record Acknowledged(int writer, int n, long revision) {
        static Acknowledged of(String line) {
            String[] parts = line.split(" ", -1);
            return new Acknowledged(Integer.parseInt(parts[0]), Integer.parseInt(parts[1]), Long.parseLong(parts[2]));
        }
    }

    @TempDir
    Path folder;

    @Test
    void whatWasAcknowledgedSurvivesAKillAndNothingIsHalfDone() throws Exception {
        Path file = folder.resolve("signet.db");
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] last = new int[CrashWriter.THREADS];
        long total = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<Acknowledged> acknowledged = writeUntilKilled(file, random);
            total += acknowledged.size();
            String where = "round " + round + " of seed " + seed;
            try (Store store = EmbeddedStore.open(file)) {
                check(store, acknowledged, last, where);
            }
        }
        System.out.println(ROUNDS + " kills, " + total + " acknowledged transactions, all there");
        assertTrue(total > 0, "nothing was written");
    }

    // Output goes to a file: a pipe's unread rest would be lost when its process is destroyed.
    private List<Acknowledged> writeUntilKilled(Path file, Random random) throws Exception {
        Path output = folder.resolve("acknowledged");
        Process child = ChildJvm.start(Redirect.to(output.toFile()), CrashWriter.class, file);
        try {
            boolean early = random.nextInt(4) == 0;
            long progress = early ? 0 : 1 + random.nextInt(3000);
            while (child.isAlive() && Files.size(output) < progress) {
                TimeUnit.MILLISECONDS.sleep(1);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(early ? 400_000 : 5_000));
            assertTrue(child.isAlive(), "the child died by itself");
        } finally {
            child.destroyForcibly().waitFor();
        }
        return read(Files.readString(output, StandardCharsets.US_ASCII));
    }

    private static List<Acknowledged> read(String output) {
        // What follows the last line end was cut by the kill.
        String whole = output.substring(0, output.lastIndexOf('\n') + 1);
        return whole.lines().map(Acknowledged::of).toList();
    }

    /** @param last by writer, the last transaction that was there before; becomes the last that is there now */
    private static void check(Store store, List<Acknowledged> acknowledged, int[] last, String where) {
        List<Entry> expected = new ArrayList<>();
        for (int writer = 0; writer < CrashWriter.THREADS; writer++) {
            int heard = last[writer];
            for (Acknowledged one : acknowledged) {
                if (one.writer() == writer) {
                    assertEquals(heard + 1, one.n(), where);
                    heard = one.n();
                    assertRevision(store, one, where);
                }
            }
            int found = CrashWriter.last(store, writer);
            assertTrue(found == heard || found == heard + 1, where + ": heard of " + heard + ", found " + found);
            last[writer] = found;
            expected.addAll(assertPairs(store, writer, found, where));
        }
        assertEquals(
                expected.size(), store.range(KeyRange.ALL, Integer.MAX_VALUE).size(), where);
    }

    private static void assertRevision(Store store, Acknowledged one, String where) {
        assertTrue(store.revision() >= one.revision(), where);
        store.get(CrashWriter.key("left", one.writer(), one.n()))
                .ifPresent(entry -> assertEquals(one.revision(), entry.modifiedRevision(), where));
    }

    /** Exactly the window's pairs, whole and of one revision. */
    private static List<Entry> assertPairs(Store store, int writer, int last, String where) {
        List<Entry> left = store.range(KeyRange.ofPrefix("left/" + writer + "/"), Integer.MAX_VALUE);
        List<Entry> right = store.range(KeyRange.ofPrefix("right/" + writer + "/"), Integer.MAX_VALUE);
        int first = Math.max(1, last - CrashWriter.WINDOW + 1);
        assertEquals(last - first + 1, left.size(), where);
        assertEquals(left.size(), right.size(), where);
        for (int i = 0; i < left.size(); i++) {
            assertEquals(CrashWriter.key("left", writer, first + i), left.get(i).key(), where);
            assertEquals(
                    CrashWriter.key("right", writer, first + i), right.get(i).key(), where);
            assertArrayEquals(CrashWriter.value(writer, first + i), left.get(i).value(), where);
            assertArrayEquals(CrashWriter.value(writer, first + i), right.get(i).value(), where);
            assertEquals(left.get(i).modifiedRevision(), right.get(i).modifiedRevision(), where);
        }
        List<Entry> both = new ArrayList<>(left);
        both.addAll(right);
        return both;
    }
}
