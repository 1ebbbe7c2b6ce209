package signet.microvm;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The server's end of an instance's agent. The agent connects, to a door that is the runner's own, once for the server's orders
 * and four times for each program, and says each time what the connection is; {@code agent.sh} says in which words. Its token
 * keeps programs of the instance that are not root's from being taken for it.
 */
final class GuestLink implements AutoCloseable {

    private static final int LONGEST_LINE = 256;

    private final String token;
    private final CompletableFuture<Void> booted = new CompletableFuture<>();
    private final Map<String, CompletableFuture<SocketChannel>> awaited = new ConcurrentHashMap<>();
    private final AtomicLong programs = new AtomicLong();
    private final ReentrantLock orders = new ReentrantLock();
    private volatile @Nullable SocketChannel main;
    private volatile boolean closed;

    GuestLink(String token) {
        this.token = token;
    }

    /** Serves the door; a {@link signet.instance.DoorOpened}. */
    void opened(NetworkChannel door) {
        ServerSocketChannel server = (ServerSocketChannel) door;
        Thread.ofVirtual().name("agent-door").start(() -> {
            try {
                while (true) {
                    SocketChannel connection = server.accept();
                    Thread.ofVirtual().name("agent").start(() -> greet(connection));
                }
            } catch (IOException e) {
                // the instance has ended, and its doors with it
                close();
            }
        });
    }

    private void greet(SocketChannel connection) {
        try {
            String[] words = readLine(Channels.newInputStream(connection)).split(" ", -1);
            boolean known = words.length >= 2
                    && MessageDigest.isEqual(
                            words[0].getBytes(StandardCharsets.US_ASCII), token.getBytes(StandardCharsets.US_ASCII));
            if (known && words[1].equals("main") && main == null) {
                main = connection;
                listen(connection);
                return;
            }
            CompletableFuture<SocketChannel> place =
                    known && words.length == 3 ? awaited.remove(words[1] + " " + words[2]) : null;
            if (place == null || !place.complete(connection)) {
                connection.close();
            }
        } catch (IOException e) {
            closeQuietly(connection);
        }
    }

    private void listen(SocketChannel connection) {
        try (InputStream in = Channels.newInputStream(connection)) {
            while (true) {
                if (readLine(in).equals("booted")) {
                    booted.complete(null);
                }
            }
        } catch (IOException e) {
            close();
        }
    }

    /** Completes when the instance's own first process runs. */
    CompletableFuture<Void> booted() {
        return booted.copy();
    }

    /** The number of a new program. */
    String nextProgram() {
        return Long.toString(programs.incrementAndGet());
    }

    /** Will be the connection that says these words. */
    CompletableFuture<SocketChannel> await(String kind, String program) {
        CompletableFuture<SocketChannel> place = new CompletableFuture<>();
        awaited.put(kind + " " + program, place);
        if (closed) {
            close();
        }
        return place;
    }

    /** No longer expects connections of a program. */
    void forget(String kind, String program) {
        awaited.remove(kind + " " + program);
    }

    /** Has the agent start a program, which then fetches its order. */
    void startProgram(String program) throws IOException {
        order("exec " + program);
    }

    /** Runs a short script, among the instance's programs and as its root. */
    void inside(String script) throws IOException {
        order("inside - " + Base64.getEncoder().encodeToString(script.getBytes(StandardCharsets.UTF_8)));
    }

    private void order(String line) throws IOException {
        SocketChannel connection = main;
        if (connection == null || closed) {
            throw new IOException("the instance is not running");
        }
        orders.lock();
        try {
            write(connection, line + "\n");
        } finally {
            orders.unlock();
        }
    }

    /** Asks the instance to end. */
    void hangUp() {
        SocketChannel connection = main;
        if (connection != null) {
            closeQuietly(connection);
        }
    }

    @Override
    public void close() {
        closed = true;
        IOException ended = new IOException("the instance has ended");
        booted.completeExceptionally(ended);
        awaited.values().forEach(place -> place.completeExceptionally(ended));
        awaited.clear();
        hangUp();
    }

    static <T> T get(CompletableFuture<T> future, long seconds, String what) throws IOException {
        try {
            return future.get(seconds, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new IOException(what + ": " + (cause == null ? e : cause).getMessage(), e);
        } catch (TimeoutException e) {
            throw new IOException(what + ": nothing within " + seconds + " seconds", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(what + ": interrupted", e);
        }
    }

    static void write(SocketChannel connection, String text) throws IOException {
        OutputStream out = Channels.newOutputStream(connection);
        out.write(text.getBytes(StandardCharsets.UTF_8));
    }

    /** A line without its end, read to its end and no further. */
    static String readLine(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() >= LONGEST_LINE) {
                throw new IOException("the agent hung up");
            }
            line.append((char) next);
        }
        return line.toString();
    }

    static void closeQuietly(SocketChannel connection) {
        try {
            connection.close();
        } catch (IOException e) {
            System.getLogger(GuestLink.class.getName()).log(System.Logger.Level.DEBUG, "Already closed", e);
        }
    }
}
