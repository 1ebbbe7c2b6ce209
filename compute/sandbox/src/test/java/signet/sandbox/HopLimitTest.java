package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The time to live of one connection's packets. */
final class HopLimitTest {
    private final List<SocketChannel> connections = new ArrayList<>();
    private ServerSocketChannel server;

    @BeforeEach
    void listen() throws IOException {
        Assumptions.assumeTrue(HopLimit.isSupported(), "not on this host");
        server = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    }

    @AfterEach
    void close() throws IOException {
        for (SocketChannel connection : connections) {
            connection.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 64, 255})
    void itIsSet(int hops) throws Exception {
        SocketChannel connection = accept();

        HopLimit.set(connection, hops);

        assertEquals(hops, HopLimit.of(connection));
    }

    @Test
    void itIsOneConnectionsAndNoOthers() throws Exception {
        SocketChannel first = accept();
        SocketChannel second = accept();
        int usual = HopLimit.of(second);

        HopLimit.set(first, 1);

        assertEquals(1, HopLimit.of(first));
        assertEquals(usual, HopLimit.of(second));
        assertEquals(usual, HopLimit.of(accept()));
    }

    @Test
    void theLingerTimeStaysAsItWas() throws Exception {
        SocketChannel unset = accept();
        SocketChannel set = accept();
        set.setOption(StandardSocketOptions.SO_LINGER, 7);

        HopLimit.set(unset, 1);
        HopLimit.set(set, 1);

        assertEquals(-1, unset.getOption(StandardSocketOptions.SO_LINGER));
        assertEquals(7, set.getOption(StandardSocketOptions.SO_LINGER));
    }

    @Test
    void aConnectionWithTheSameMarkIsNotMistakenForIt() throws Exception {
        List<SocketChannel> decoys = new ArrayList<>();
        for (int mark = 40_000; mark < 40_200; mark++) {
            SocketChannel decoy = accept();
            decoy.setOption(StandardSocketOptions.SO_LINGER, mark);
            decoys.add(decoy);
        }
        SocketChannel connection = accept();
        int usual = HopLimit.of(connection);

        HopLimit.set(connection, 3);

        assertEquals(3, HopLimit.of(connection));
        for (SocketChannel decoy : decoys) {
            decoy.setOption(StandardSocketOptions.SO_LINGER, -1);
            assertEquals(usual, HopLimit.of(decoy));
        }
    }

    @Test
    void aClosedConnectionIsRefused() throws Exception {
        SocketChannel connection = accept();
        connection.close();

        assertThrows(IOException.class, () -> HopLimit.set(connection, 1));
    }

    @Test
    void manyAtOnceEachGetTheirOwn() throws Exception {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Integer>> tasks = new ArrayList<>();
            for (int i = 1; i <= 100; i++) {
                int hops = i;
                SocketChannel connection = accept();
                tasks.add(() -> {
                    HopLimit.set(connection, hops);
                    return HopLimit.of(connection);
                });
            }
            int expected = 1;
            for (Future<Integer> answer : threads.invokeAll(tasks)) {
                assertEquals(expected++, answer.get());
            }
        }
    }

    /** The server's end of a new connection. */
    private SocketChannel accept() throws IOException {
        connections.add(SocketChannel.open(server.getLocalAddress()));
        SocketChannel accepted = server.accept();
        connections.add(accepted);
        return accepted;
    }
}
