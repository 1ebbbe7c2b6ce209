package signet.store.embedded;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import signet.store.Store;
import signet.store.Transaction;
import signet.store.Write;

/**
 * Prints how many durable commits a second one writer and sixteen get, and how long opening takes. By hand:
 * {@code java -cp ... signet.store.embedded.CommitRate FOLDER SECONDS}.
 */
final class CommitRate {
    private CommitRate() {}

    public static void main(String[] arguments) throws Exception {
        Path file = Path.of(arguments[0]).resolve("commit-rate.db");
        long seconds = Long.parseLong(arguments[1]);
        if (Files.exists(file)) {
            throw new IllegalArgumentException(file + " exists");
        }
        for (int writers : new int[] {1, 16, 1, 16}) {
            long start = System.nanoTime();
            try (Store store = EmbeddedStore.open(file)) {
                System.out.printf("open: %.1f ms%n", (System.nanoTime() - start) / 1e6);
                System.out.printf("%2d writers: %,d commits/s%n", writers, run(store, writers, seconds) / seconds);
            }
        }
    }

    private static long run(Store store, int writers, long seconds) throws InterruptedException {
        long end = System.nanoTime() + seconds * 1_000_000_000;
        AtomicLong commits = new AtomicLong();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < writers; i++) {
            String prefix = "writer/" + i + "/";
            threads.add(Thread.startVirtualThread(() -> {
                for (int n = 0; System.nanoTime() < end; n++) {
                    store.commit(Transaction.of(new Write.Put(prefix + n % 1000, new byte[200])))
                            .join();
                    commits.incrementAndGet();
                }
            }));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return commits.get();
    }
}
