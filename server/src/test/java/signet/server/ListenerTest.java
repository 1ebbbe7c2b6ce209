package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class ListenerTest {
    /** More than Jetty's usual number of tasks at a time. */
    private static final int MANY = 300;

    private final CountDownLatch end = new CountDownLatch(1);
    private final CountDownLatch waiting = new CountDownLatch(MANY);
    private final List<ServerSocketChannel> doors = new ArrayList<>();
    private Listener listener;

    /** Answers to anything but the health page only when the test lets it. */
    private final class Slow extends Handler.Abstract {
        @Override
        public boolean handle(Request request, Response response, Callback callback) throws InterruptedException {
            waiting.countDown();
            end.await();
            response.setStatus(204);
            callback.succeeded();
            return true;
        }
    }

    @BeforeEach
    void open() {
        listener = new Listener("127.0.0.1", 0);
        listener.start(new Handler.Sequence(new HealthHandler(), new Slow()));
    }

    @AfterEach
    void close() throws IOException {
        end.countDown();
        for (ServerSocketChannel door : doors) {
            door.close();
        }
        listener.close();
    }

    private int door(int number) throws IOException {
        ServerSocketChannel door = ServerSocketChannel.open().bind(new InetSocketAddress(loopback(), 0));
        doors.add(door);
        var _ = listener.attach(door, "door " + number, null);
        return ((InetSocketAddress) door.getLocalAddress()).getPort();
    }

    private static InetAddress loopback() {
        return InetAddress.getLoopbackAddress();
    }

    private static int get(int port, String path) {
        return RawHttp.ask(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n", new byte[0])
                .status();
    }

    @Test
    void manyDoorsLeaveRoomForRequestsAtEachAndAtTheServersOwnSocket() throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            ports.add(door(i));
        }

        for (int port : ports) {
            assertEquals(200, get(port, "/_signet/health"));
        }
        assertEquals(200, get(listener.port(), "/_signet/health"));
    }

    @Test
    void manySlowRequestsKeepNobodyElseWaiting() throws Exception {
        int port = door(0);
        List<Thread> asking = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            int where = i % 2 == 0 ? port : listener.port();
            asking.add(Thread.ofVirtual().start(() -> get(where, "/slow")));
        }
        waiting.await();

        assertEquals(200, get(listener.port(), "/_signet/health"));

        end.countDown();
        for (Thread each : asking) {
            each.join();
        }
    }
}
