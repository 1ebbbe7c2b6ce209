package signet.sandbox;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.ReentrantLock;

/**
 * How many networks the packets of one connection may cross: the IP time to live (RFC 791), the hop limit of IPv6.
 *
 * <p>Java has no such option for TCP, and tells nobody the file descriptor of a channel. So a channel is given a mark in an
 * option that Java does have, the linger time, by which it is found among the descriptors of this process.
 */
public final class HopLimit {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int FIRST_MARK = 40_000;
    private static final int MARKS = 20_000;
    private static final int SOL_SOCKET = 1;
    private static final int SO_LINGER = 13;
    private static final int IPPROTO_IP = 0;
    private static final int IP_TTL = 2;
    private static final int IPPROTO_IPV6 = 41;
    private static final int IPV6_UNICAST_HOPS = 16;
    private static final ReentrantLock LOCK = new ReentrantLock();
    private static int lastMark;

    private HopLimit() {}

    /** Whether this host lets it be set. */
    public static boolean isSupported() {
        return Files.isDirectory(DESCRIPTORS);
    }

    /**
     * Limits what is sent over a connection from now on.
     *
     * @param hops 1 to 255; 1 reaches what is on the same network
     * @throws IOException if it was not set, also because the connection is closed
     */
    public static void set(SocketChannel connection, int hops) throws IOException {
        boolean six = connection.getLocalAddress() instanceof InetSocketAddress local
                && local.getAddress() instanceof Inet6Address;
        LOCK.lock();
        try {
            int descriptor = descriptor(connection);
            Libc.setsockopt(descriptor, six ? IPPROTO_IPV6 : IPPROTO_IP, six ? IPV6_UNICAST_HOPS : IP_TTL, hops);
        } finally {
            LOCK.unlock();
        }
    }

    /** What {@link #set} set, or the host's default. */
    static int of(SocketChannel connection) throws IOException {
        LOCK.lock();
        try {
            return Libc.getsockopt(descriptor(connection), IPPROTO_IP, IP_TTL, 1)[0];
        } finally {
            LOCK.unlock();
        }
    }

    private static int descriptor(SocketChannel connection) throws IOException {
        Integer before = connection.getOption(StandardSocketOptions.SO_LINGER);
        try {
            List<Integer> candidates = marked(mark(connection));
            // a second mark, for something else may have the first by chance
            int again = mark(connection);
            for (int candidate : candidates) {
                if (hasMark(candidate, again)) {
                    return candidate;
                }
            }
            throw new IOException("the connection is not among the open files");
        } finally {
            connection.setOption(StandardSocketOptions.SO_LINGER, before);
        }
    }

    private static int mark(SocketChannel connection) throws IOException {
        lastMark = (lastMark + 1) % MARKS;
        connection.setOption(StandardSocketOptions.SO_LINGER, FIRST_MARK + lastMark);
        return FIRST_MARK + lastMark;
    }

    private static List<Integer> marked(int mark) throws IOException {
        List<Integer> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(DESCRIPTORS)) {
            for (Path file : files) {
                int descriptor = Integer.parseInt(
                        Objects.requireNonNull(file.getFileName()).toString());
                if (hasMark(descriptor, mark)) {
                    found.add(descriptor);
                }
            }
        }
        return found;
    }

    private static boolean hasMark(int descriptor, int mark) throws IOException {
        try {
            int[] linger = Libc.getsockopt(descriptor, SOL_SOCKET, SO_LINGER, 2);
            return linger[0] != 0 && linger[1] == mark;
        } catch (Libc.CallFailed e) {
            // not a socket, or closed meanwhile
            return false;
        }
    }
}
