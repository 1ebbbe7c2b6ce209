package signet.functions;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * What a function writes, as far as it belongs to the current call: the last 4 KB. The bootstrap ends a call's output by a
 * line of its own, a record separator and the call's id, so that nothing that was written before it is missed.
 */
final class InvocationLog {
    static final int TAIL = 4096;
    private static final char SEPARATOR = '\u001e';
    private static final int CHUNK = 4096;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition ended = lock.newCondition();
    private StringBuilder text = new StringBuilder();
    private String mark = "";
    private boolean complete;

    /** Reads to the end, which is the end of the program. */
    void follow(InputStream in) {
        byte[] chunk = new byte[CHUNK];
        try {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                append(new String(chunk, 0, n, StandardCharsets.ISO_8859_1));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            close();
        }
    }

    private void close() {
        lock.lock();
        try {
            complete = true;
            ended.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** One character a byte, so that what is cut stays as it was. */
    private void append(String more) {
        lock.lock();
        try {
            text.append(more);
            int at = mark.isEmpty() ? -1 : text.indexOf(mark);
            if (at >= 0) {
                text.delete(at, at + mark.length());
                complete = true;
                ended.signalAll();
            }
            if (text.length() > 2 * TAIL) {
                text.delete(0, text.length() - TAIL - mark.length());
            }
        } finally {
            lock.unlock();
        }
    }

    /** Begins the log of a call. What was written while the environment started belongs to the first. */
    void begin(String requestId) {
        lock.lock();
        try {
            mark = SEPARATOR + requestId + "\n";
            complete = false;
            text.append("START RequestId: ").append(requestId).append(" Version: $LATEST\n");
        } finally {
            lock.unlock();
        }
    }

    /** The end of a call's log, once its last line is there or {@code patience} is over. */
    byte[] end(String lastLines, long patienceMillis) {
        lock.lock();
        try {
            long nanos = TimeUnit.MILLISECONDS.toNanos(patienceMillis);
            while (!complete && nanos > 0) {
                nanos = ended.awaitNanos(nanos);
            }
            text.append(lastLines);
            byte[] bytes = text.toString().getBytes(StandardCharsets.ISO_8859_1);
            text = new StringBuilder();
            mark = "";
            return bytes.length <= TAIL ? bytes : Arrays.copyOfRange(bytes, bytes.length - TAIL, bytes.length);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new byte[0];
        } finally {
            lock.unlock();
        }
    }
}
