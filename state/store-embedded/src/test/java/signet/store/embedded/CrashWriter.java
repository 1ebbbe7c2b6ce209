package signet.store.embedded;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import signet.store.Condition;
import signet.store.Entry;
import signet.store.KeyRange;
import signet.store.Store;
import signet.store.Transaction;
import signet.store.Write;

/**
 * Writes until it is killed. Each of its threads counts up; transaction {@code n} of thread {@code w} writes two keys that
 * must agree and removes the pair that leaves the window. When a transaction is acknowledged, and before the next one, the
 * thread prints {@code w n revision}.
 */
final class CrashWriter {
    static final int THREADS = 4;
    static final int WINDOW = 100;

    private CrashWriter() {}

    public static void main(String[] arguments) {
        Store store = EmbeddedStore.open(Path.of(arguments[0]), new Settings(500, 0));
        for (int i = 0; i < THREADS; i++) {
            int writer = i;
            Thread.ofPlatform().start(() -> write(store, writer));
        }
    }

    private static void write(Store store, int writer) {
        for (int n = last(store, writer) + 1; ; n++) {
            long revision = store.commit(transaction(writer, n)).join();
            acknowledge(writer + " " + n + " " + revision + "\n");
        }
    }

    private static Transaction transaction(int writer, int n) {
        return new Transaction(
                List.of(Condition.absent(key("left", writer, n)), Condition.absent(key("right", writer, n))),
                List.of(
                        new Write.Put(key("left", writer, n), value(writer, n)),
                        new Write.Delete(key("left", writer, Math.max(0, n - WINDOW))),
                        new Write.Put(key("right", writer, n), value(writer, n)),
                        new Write.Delete(key("right", writer, Math.max(0, n - WINDOW)))));
    }

    // In one write, so that threads don't mix their lines.
    private static void acknowledge(String line) {
        PrintStream out = System.out;
        byte[] bytes = line.getBytes(StandardCharsets.US_ASCII);
        synchronized (out) {
            out.write(bytes, 0, bytes.length);
            out.flush();
        }
    }

    static int last(Store store, int writer) {
        List<Entry> entries = store.range(KeyRange.ofPrefix("left/" + writer + "/"), Integer.MAX_VALUE);
        return entries.isEmpty() ? 0 : number(entries.getLast());
    }

    static int number(Entry entry) {
        return Integer.parseInt(entry.key().substring(entry.key().lastIndexOf('/') + 1));
    }

    static String key(String side, int writer, int n) {
        return "%s/%d/%09d".formatted(side, writer, n);
    }

    /** Of very different sizes, some beyond a page of the file. */
    static byte[] value(int writer, int n) {
        return ("value " + writer + " " + n + ",").repeat(1 + n * 31 % 400).getBytes(StandardCharsets.US_ASCII);
    }
}
