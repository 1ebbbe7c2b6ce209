package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.eclipse.jetty.server.Handler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import signet.functions.FunctionSettings;
import signet.functions.Functions;
import signet.functions.Runtimes;
import signet.instance.InstanceRunner;
import signet.instance.InstanceSpec;
import signet.instance.InstanceStartException;
import signet.instance.RunningInstance;

/** The runtime API is behind its own doors, and is nowhere else. */
@Timeout(120)
class RuntimeHandlerTest {
    private static final String NEXT = "/2018-06-01/runtime/invocation/next";

    @TempDir
    Path directory;

    private Functions functions;
    private Listener listener;
    private ServerSocketChannel door;

    /** A host with no room for anything. */
    private static final class NoRoom implements InstanceRunner {
        @Override
        public String name() {
            return "sandbox";
        }

        @Override
        public RunningInstance start(InstanceSpec spec) throws InstanceStartException {
            throw new InstanceStartException("no room", null);
        }

        @Override
        public void close() {}
    }

    @BeforeEach
    void open() throws IOException {
        functions = new Functions(
                new NoRoom(),
                Runtimes.in(List.of()),
                new FunctionSettings(directory, id -> List.of(), List.of(), "ca", 1, Duration.ofMinutes(1)),
                Clock.systemUTC(),
                () -> "fn-00000000000000001");
        listener = new Listener("127.0.0.1", 0);
        listener.start(new Handler.Sequence(new RuntimeHandler(functions), new HealthHandler()));
        door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        var _ = listener.attach(door, RuntimeHandler.door("fn-00000000000000001"), null);
    }

    @AfterEach
    void close() throws IOException {
        door.close();
        listener.close();
        functions.close();
    }

    private static int get(int port, String path) {
        return RawHttp.ask(port, "GET " + path + " HTTP/1.1\r\nHost: x\r\n\r\n", new byte[0])
                .status();
    }

    private int doorPort() throws IOException {
        return ((InetSocketAddress) door.getLocalAddress()).getPort();
    }

    @Test
    void whereNoEnvironmentIsNobodyIsAnswered() throws IOException {
        assertEquals(410, get(doorPort(), NEXT));
    }

    @Test
    void everythingThatComesByTheDoorIsForTheRuntimeApi() throws IOException {
        assertEquals(410, get(doorPort(), "/_signet/health"));
    }

    @Test
    void theServersOwnSocketHasNoRuntimeApi() {
        assertEquals(404, get(listener.port(), NEXT));
    }

    @Test
    void aDoorIsNamedAfterItsEnvironment() {
        assertEquals("runtime/fn-1", RuntimeHandler.door("fn-1"));
        assertTrue(functions.obstacle().isEmpty());
    }
}
