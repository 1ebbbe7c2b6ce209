package signet.server;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.NetworkChannel;
import java.nio.channels.ServerSocketChannel;
import java.util.List;
import java.util.Optional;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance;
import signet.functions.Functions;
import signet.imds.MetadataEndpoint;
import signet.instance.Door;

/** Serves the doors of instances and functions: their metadata service, the APIs under Amazon's names and their own, and names. */
final class InstanceDoors {
    private static final int LARGEST_QUERY = 4096;
    private static final InetAddress METADATA_IPV6 = InetAddress.ofLiteral("fd00:ec2::254");
    private static final InetAddress METADATA = InetAddress.ofLiteral("169.254.169.254");

    private static final String FUNCTION_ADDRESS = "169.254.100.6";

    private final Listener listener;
    private final ServerCertificates certificates;
    private final Inet4Address inside;

    /** {@code inside}: where the runner has names lead. */
    InstanceDoors(Listener listener, ServerCertificates certificates, Inet4Address inside) {
        this.listener = listener;
        this.certificates = certificates;
        this.inside = inside;
    }

    /** The doors of an instance. */
    List<Door> of(Instance instance) {
        String address = instance.network().privateAddress();
        DoorName metadata = new DoorName(MetadataEndpoint.IPV4, instance.id(), address);
        DoorName metadataIpv6 = new DoorName(MetadataEndpoint.IPV6, instance.id(), address);
        DoorName api = new DoorName(null, instance.id(), address);
        InstanceNames names =
                new InstanceNames(instance.network().hostName(instance.launch().region()), address, inside);
        return List.of(
                new Door(
                        Door.Purpose.IMDS,
                        new InetSocketAddress(METADATA, 80),
                        channel -> serve(channel, metadata, null)),
                new Door(
                        Door.Purpose.IMDS,
                        new InetSocketAddress(METADATA_IPV6, 80),
                        channel -> serve(channel, metadataIpv6, null)),
                new Door(
                        Door.Purpose.API_TLS,
                        new InetSocketAddress(inside, 443),
                        channel -> serve(channel, api, certificates.tls())),
                new Door(
                        Door.Purpose.API_PLAIN,
                        new InetSocketAddress(inside, 80),
                        channel -> serve(channel, api, null)),
                new Door(Door.Purpose.DNS, new InetSocketAddress(inside, 53), channel -> serve(channel, names)));
    }

    /** The doors of where a function runs: the APIs and names as on an instance, the runtime API, and no metadata. */
    List<Door> ofFunction(String environmentId) {
        DoorName api = new DoorName(null, environmentId, FUNCTION_ADDRESS);
        InstanceNames names = new InstanceNames(environmentId, FUNCTION_ADDRESS, inside);
        return List.of(
                new Door(
                        Door.Purpose.API_TLS,
                        new InetSocketAddress(inside, 443),
                        channel -> serve(channel, api, certificates.tls())),
                new Door(
                        Door.Purpose.API_PLAIN,
                        new InetSocketAddress(inside, 80),
                        channel -> serve(channel, api, null)),
                new Door(
                        Door.Purpose.RUNTIME,
                        Functions.RUNTIME_API,
                        channel -> serve(channel, RuntimeHandler.door(environmentId), null)),
                new Door(Door.Purpose.DNS, new InetSocketAddress(inside, 53), channel -> serve(channel, names)));
    }

    private void serve(NetworkChannel channel, DoorName name, SslContextFactory.@Nullable Server tls)
            throws IOException {
        serve(channel, name.text(), tls);
    }

    private void serve(NetworkChannel channel, String name, SslContextFactory.@Nullable Server tls) throws IOException {
        if (!(channel instanceof ServerSocketChannel socket)) {
            throw new IOException("not a listening socket: " + channel);
        }
        listener.detachClosed();
        var _ = listener.attach(socket, name, tls);
    }

    private void serve(NetworkChannel channel, InstanceNames names) throws IOException {
        if (!(channel instanceof DatagramChannel socket)) {
            throw new IOException("not a datagram socket: " + channel);
        }
        var _ = Thread.ofVirtual().name("names").start(() -> answer(socket, names));
    }

    /** Answers until the instance ends, which closes the socket. */
    private void answer(DatagramChannel socket, InstanceNames names) {
        ByteBuffer buffer = ByteBuffer.allocate(LARGEST_QUERY);
        while (socket.isOpen()) {
            try {
                var sender = socket.receive(buffer.clear());
                byte[] query = new byte[buffer.flip().remaining()];
                buffer.get(query);
                Optional<byte[]> answer = names.answer(query);
                if (answer.isPresent()) {
                    socket.send(ByteBuffer.wrap(answer.get()), sender);
                }
            } catch (IOException | RuntimeException e) {
                if (socket.isOpen()) {
                    System.getLogger(InstanceDoors.class.getName())
                            .log(System.Logger.Level.WARNING, "a name could not be answered", e);
                }
            }
        }
        listener.detachClosed();
    }
}
