package signet.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a client was told is done survives kill -9 at any instant, and nothing is half done. Rounds:
 * {@code -Dsignet.kill.rounds}, and {@code -Dsignet.kill.seed} repeats a run's choices.
 */
class KillTest {
    private static final int WRITERS = 3;
    private static final int NAMES = 12;
    private static final int LONGEST_LOAD_MILLIS = 900;
    private static final int LONGEST_START_MILLIS = 2_500;

    @TempDir
    private Path directory;

    private final AtomicInteger acknowledged = new AtomicInteger();

    @Test
    @Tag("slow")
    void everyAcknowledgedWriteIsThereAndNothingElse() throws InterruptedException {
        int rounds = Integer.getInteger("signet.kill.rounds", 5);
        long seed = Long.getLong("signet.kill.seed", System.nanoTime());
        Random random = new Random(seed);
        Map<Kept, Ledger> ledgers = new EnumMap<>(Kept.class);
        for (Kept kept : Kept.values()) {
            ledgers.put(kept, new Ledger());
        }
        try (RunningServer server = RunningServer.on(data())) {
            new Clients(server.endpoint(), Keys.ROOT).s3().createBucket(create -> create.bucket(Kept.BUCKET));
            server.kill();
        }
        for (int round = 1; round <= rounds; round++) {
            if (random.nextInt(4) == 0) {
                killWhileStarting(random.nextInt(LONGEST_START_MILLIS));
            }
            try (RunningServer server = RunningServer.on(data())) {
                assertUnharmed(server, ledgers, "seed " + seed + ", round " + round);
                load(server, ledgers, random);
            }
        }
        try (RunningServer server = RunningServer.on(data())) {
            assertUnharmed(server, ledgers, "seed " + seed + ", at the end");
        }
        assertTrue(acknowledged.get() > rounds, "hardly anything was written: " + acknowledged);
    }

    private static void assertUnharmed(RunningServer server, Map<Kept, Ledger> ledgers, String when) {
        Clients root = new Clients(server.endpoint(), Keys.ROOT);
        ledgers.forEach((kept, ledger) ->
                assertEquals(List.of(), ledger.differences(kept.all(root)), () -> when + ":\n" + server.said()));
    }

    /** Writes from several threads, and kills the server while they do. */
    private void load(RunningServer server, Map<Kept, Ledger> ledgers, Random random) throws InterruptedException {
        List<Thread> writers = new ArrayList<>();
        ledgers.forEach((kept, ledger) -> {
            for (int i = 0; i < WRITERS; i++) {
                String prefix = "writer-" + i + "-";
                Random choices = new Random(random.nextLong());
                writers.add(Thread.ofPlatform().start(() -> write(server, kept, ledger, prefix, choices)));
            }
        });
        Thread.sleep(random.nextInt(LONGEST_LOAD_MILLIS));
        server.kill();
        for (Thread writer : writers) {
            writer.join();
        }
    }

    private void write(RunningServer server, Kept kept, Ledger ledger, String prefix, Random random) {
        while (true) {
            String name = prefix + random.nextInt(NAMES);
            String value = kept.next(name, ledger.now(name), random);
            ledger.begin(name, value);
            try {
                RawRequest.Answer answer =
                        kept.write(server.endpoint(), name, value).send();
                assertEquals(2, answer.status() / 100, answer.body());
                ledger.acknowledged(name, value);
                acknowledged.incrementAndGet();
            } catch (UncheckedIOException e) {
                // the server is gone, and nobody knows about this write
                return;
            }
        }
    }

    private void killWhileStarting(int millis) throws InterruptedException {
        Process starting = RunningServer.launch(data(), List.of(), Redirect.DISCARD);
        Thread.sleep(millis);
        starting.destroyForcibly().waitFor();
    }

    private Path data() {
        return directory.resolve("data");
    }
}
