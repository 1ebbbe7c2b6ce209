package signet.microvm;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** The other end of a {@link GuestLink}, which speaks as {@code agent.sh} does but runs nothing. */
final class FakeAgent implements AutoCloseable {

    static final String TOKEN = "0123456789abcdef";

    private final ServerSocketChannel door;
    private final List<SocketChannel> connections = new ArrayList<>();

    FakeAgent(GuestLink link) throws IOException {
        door = ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        link.opened(door);
    }

    SocketChannel connect(String greeting) throws IOException {
        SocketChannel connection = SocketChannel.open(door.getLocalAddress());
        connections.add(connection);
        say(connection, greeting);
        return connection;
    }

    static void say(SocketChannel connection, String line) throws IOException {
        connection.write(ByteBuffer.wrap((line + "\n").getBytes(UTF_8)));
    }

    /** A line of any length. */
    static String hear(SocketChannel connection) throws IOException {
        StringBuilder line = new StringBuilder();
        var in = Channels.newInputStream(connection);
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                throw new IOException("hung up after " + line);
            }
            line.append((char) next);
        }
        return line.toString();
    }

    static boolean isHungUp(SocketChannel connection) throws IOException {
        return connection.read(ByteBuffer.allocate(1)) < 0;
    }

    @Override
    public void close() throws IOException {
        door.close();
        for (SocketChannel connection : connections) {
            connection.close();
        }
    }
}
