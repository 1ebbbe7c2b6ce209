package signet.sandbox;

import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import signet.instance.Door;
import signet.instance.InstanceSpec;
import signet.instance.NetworkPlace;

/**
 * The network of one instance: a loopback device with its addresses, the server's doors in it, and the device to other
 * instances.
 *
 * <p>A socket belongs to the network name space of the thread that made it, for good. So a thread enters the instance's name
 * space, makes the sockets and ends: it can't go back safely, must never be a pooled thread, and must not be the one that
 * starts one of the JDK's own threads, which would inherit the name space.
 */
final class InstanceNetwork {

    private static final int CLONE_NEWUTS = 0x04000000;
    static final int CLONE_NEWNET = 0x40000000;
    static final int AF_INET = 2;
    private static final int AF_INET6 = 10;
    static final int SOCK_DGRAM_CLOEXEC = 2 | 0x80000;
    static final long SIOCSIFFLAGS = 0x8914;
    static final long SIOCSIFADDR = 0x8916;
    static final long SIOCSIFNETMASK = 0x891c;
    private static final short IFF_UP_RUNNING = 0x41;
    private static final int IFREQ_SIZE = 40;
    private static final int IFNAMSIZ = 16;
    private static final int IN6_IFREQ_SIZE = 24;
    private static final int WHOLE_ADDRESS_BITS = 128;
    private static final int LOOPBACK_DEVICE = 1;
    private static final int BIND_ATTEMPTS = 500;
    private static final int BIND_PAUSE_MILLIS = 2;

    private InstanceNetwork() {}

    /** A door and its socket. */
    record OpenDoor(Door door, NetworkChannel channel) {}

    /**
     * What was opened.
     *
     * @param device the descriptor of the device to other instances, which its new owner has to close; -1 if there is none
     */
    record Opened(List<OpenDoor> doors, int device) {}

    /**
     * Sets the host name and addresses of the instance whose first process is {@code pid} and opens its doors; those at IPv6
     * addresses only where the kernel has IPv6.
     *
     * @param connected whether it gets a device to other instances
     */
    static Opened open(long pid, InstanceSpec spec, boolean connected) throws IOException {
        startThreadsOfTheJdk();
        FutureTask<Opened> task = new FutureTask<>(() -> enterAndOpen(pid, spec, connected));
        Thread thread =
                Thread.ofPlatform().daemon().name("door-" + spec.instanceId()).start(task);
        try {
            Opened opened = task.get();
            thread.join();
            return opened;
        } catch (ExecutionException e) {
            throw new IOException("The instance's network could not be set up: " + e.getCause(), e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    private static Opened enterAndOpen(long pid, InstanceSpec spec, boolean connected) throws IOException {
        enter(pid, "uts", CLONE_NEWUTS);
        Libc.sethostname(spec.hostname());
        enter(pid, "net", CLONE_NEWNET);
        NetworkPlace place = connected ? spec.place() : null;
        addAddresses(spec, place == null);
        int device = place == null ? -1 : TunDevice.open(spec.privateAddress(), place);
        try {
            return new Opened(openDoors(spec), device);
        } catch (IOException | RuntimeException e) {
            if (device >= 0) {
                Libc.close(device);
            }
            throw e;
        }
    }

    private static List<OpenDoor> openDoors(InstanceSpec spec) throws IOException {
        Set<InetAddress> reachable = addIpv6Addresses(spec);
        List<OpenDoor> doors = new ArrayList<>();
        try {
            for (Door door : spec.doors()) {
                InetAddress address = door.address().getAddress();
                if (address instanceof Inet4Address || reachable.contains(address)) {
                    doors.add(new OpenDoor(door, bind(door, door.address())));
                }
            }
            return doors;
        } catch (IOException e) {
            closeAll(channels(doors));
            throw e;
        }
    }

    /** The sockets of doors. */
    static List<NetworkChannel> channels(List<OpenDoor> doors) {
        return doors.stream().map(OpenDoor::channel).toList();
    }

    /** A socket for {@code door}, listening at {@code address} in the calling thread's network. */
    static NetworkChannel bind(Door door, InetSocketAddress address) throws IOException {
        StandardProtocolFamily family = address.getAddress() instanceof Inet6Address
                ? StandardProtocolFamily.INET6
                : StandardProtocolFamily.INET;
        NetworkChannel channel =
                door.purpose() == Door.Purpose.DNS ? DatagramChannel.open(family) : ServerSocketChannel.open(family);
        try {
            if (family == StandardProtocolFamily.INET6) {
                awaitBound(channel, address);
            } else {
                channel.bind(address);
            }
            return channel;
        } catch (IOException e) {
            channel.close();
            throw new IOException("No door could be opened at " + address + ": " + e.getMessage(), e);
        }
    }

    /** A new IPv6 address is tentative until the kernel has looked whether it is unique, which it does by and by. */
    private static void awaitBound(NetworkChannel channel, InetSocketAddress address) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                channel.bind(address);
                return;
            } catch (BindException e) {
                if (attempt == BIND_ATTEMPTS) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static void pause() throws IOException {
        try {
            TimeUnit.MILLISECONDS.sleep(BIND_PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        }
    }

    static void closeAll(List<NetworkChannel> channels) {
        for (NetworkChannel channel : channels) {
            try {
                channel.close();
            } catch (IOException e) {
                System.getLogger(InstanceNetwork.class.getName())
                        .log(System.Logger.Level.WARNING, "A door stays open", e);
            }
        }
    }

    private static void enter(long pid, String name, int kind) throws IOException {
        int descriptor = Libc.open("/proc/" + pid + "/ns/" + name, Libc.O_RDONLY | Libc.O_CLOEXEC);
        try {
            Libc.setns(descriptor, kind);
        } finally {
            Libc.close(descriptor);
        }
    }

    private static void addAddresses(InstanceSpec spec, boolean privateAddressToo) throws IOException {
        Set<InetAddress> addresses = new LinkedHashSet<>();
        if (privateAddressToo) {
            addresses.add(spec.privateAddress());
        }
        spec.doors().forEach(door -> addresses.add(door.address().getAddress()));
        int socket = Libc.socket(AF_INET, SOCK_DGRAM_CLOEXEC);
        try {
            Libc.ioctl(
                    socket, SIOCSIFFLAGS, request("lo").putShort(IFF_UP_RUNNING).array());
            int alias = 0;
            for (InetAddress address : addresses) {
                if (!address.isLoopbackAddress() && address instanceof Inet4Address) {
                    String device = "lo:" + alias++;
                    Libc.ioctl(socket, SIOCSIFADDR, withAddress(device, address.getAddress()));
                    Libc.ioctl(socket, SIOCSIFNETMASK, withAddress(device, new byte[] {-1, -1, -1, -1}));
                }
            }
        } finally {
            Libc.close(socket);
        }
    }

    /** Gives the loopback device the IPv6 addresses of doors, and returns those that it has then. */
    private static Set<InetAddress> addIpv6Addresses(InstanceSpec spec) {
        Set<InetAddress> added = new LinkedHashSet<>();
        for (Door door : spec.doors()) {
            InetAddress address = door.address().getAddress();
            if (address instanceof Inet6Address && !added.contains(address)) {
                try {
                    addIpv6Address(address);
                    added.add(address);
                } catch (IOException e) {
                    System.getLogger(InstanceNetwork.class.getName())
                            .log(System.Logger.Level.DEBUG, "no IPv6 in an instance: " + e.getMessage());
                }
            }
        }
        return added;
    }

    private static void addIpv6Address(InetAddress address) throws IOException {
        int socket = Libc.socket(AF_INET6, SOCK_DGRAM_CLOEXEC);
        try {
            byte[] request = ByteBuffer.allocate(IN6_IFREQ_SIZE)
                    .order(ByteOrder.nativeOrder())
                    .put(address.getAddress())
                    .putInt(WHOLE_ADDRESS_BITS)
                    .putInt(LOOPBACK_DEVICE)
                    .array();
            Libc.ioctl(socket, SIOCSIFADDR, request);
        } finally {
            Libc.close(socket);
        }
    }

    /** A {@code struct ifreq} with its name filled in, ready for what follows the name. */
    static ByteBuffer request(String device) {
        return ByteBuffer.allocate(IFREQ_SIZE)
                .order(ByteOrder.nativeOrder())
                .put(device.getBytes(StandardCharsets.US_ASCII))
                .position(IFNAMSIZ);
    }

    static byte[] withAddress(String device, byte[] address) {
        short anyPort = 0;
        return request(device)
                .putShort((short) AF_INET)
                .putShort(anyPort)
                .put(address)
                .array();
    }

    private static void startThreadsOfTheJdk() throws IOException {
        InetSocketAddress anyPort = new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
        try (ServerSocketChannel stream = ServerSocketChannel.open(StandardProtocolFamily.INET);
                DatagramChannel datagram = DatagramChannel.open(StandardProtocolFamily.INET)) {
            stream.bind(anyPort);
            datagram.bind(anyPort);
        }
    }
}
