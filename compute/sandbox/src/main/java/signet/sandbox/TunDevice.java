package signet.sandbox;

import java.io.IOException;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import signet.instance.NetworkPlace;

/**
 * An instance's device to others: what the instance sends by it, the server reads from its descriptor as IP packets, and the
 * other way round. It has no Ethernet, so there are neither hardware addresses to pretend nor neighbours to ask.
 */
final class TunDevice {
    /** As the first interface of an instance is called. */
    static final String NAME = "eth0";

    /** As in a VPC (EC2 User Guide, "Network MTU"). */
    static final int MTU = 9001;

    private static final String CLONE_DEVICE = "/dev/net/tun";
    private static final long TUNSETIFF = 0x400454ca;
    private static final short IFF_TUN_NO_PI = 0x1001;
    private static final short IFF_UP_RUNNING_NOARP = 0xc1;
    private static final long SIOCSIFMTU = 0x8922;
    private static final long SIOCADDRT = 0x890b;
    private static final int RTENTRY_SIZE = 120;
    private static final short RTF_UP_GATEWAY = 3;
    private static final Inet4Address EXAMPLE = Inet4Address.ofLiteral("10.0.0.4");

    private TunDevice() {}

    /** Why this host lets the server make no such devices, in one line; empty if it does. */
    static Optional<String> obstacle() {
        FutureTask<Optional<String>> task = new FutureTask<>(TunDevice::tryInNewNetwork);
        Thread.ofPlatform().daemon().name("network-probe").start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            return Optional.of("network devices can't be made: " + (cause == null ? e : cause).getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("interrupted");
        }
    }

    private static Optional<String> tryInNewNetwork() throws IOException {
        Libc.unshare(InstanceNetwork.CLONE_NEWNET);
        Libc.close(open(EXAMPLE, new NetworkPlace("vpc-probe", 24, 16)));
        return Optional.empty();
    }

    /** Makes the device in the calling thread's network, and gives it its addresses; the descriptor never blocks. */
    static int open(Inet4Address address, NetworkPlace place) throws IOException {
        int device = Libc.open(CLONE_DEVICE, Libc.O_RDWR | Libc.O_CLOEXEC | Libc.O_NONBLOCK);
        try {
            byte[] request =
                    InstanceNetwork.request(NAME).putShort(IFF_TUN_NO_PI).array();
            Libc.ioctl(device, TUNSETIFF, request);
            switchOffIpv6();
            configure(ByteBuffer.wrap(address.getAddress()).getInt(), place);
            return device;
        } catch (IOException | RuntimeException e) {
            Libc.close(device);
            throw e;
        }
    }

    private static void configure(int address, NetworkPlace place) throws IOException {
        int subnetMask = -1 << (32 - place.subnetBits());
        int vpcMask = -1 << (32 - place.vpcBits());
        int socket = Libc.socket(InstanceNetwork.AF_INET, InstanceNetwork.SOCK_DGRAM_CLOEXEC);
        try {
            Libc.ioctl(
                    socket,
                    SIOCSIFMTU,
                    InstanceNetwork.request(NAME).putInt(MTU).array());
            Libc.ioctl(socket, InstanceNetwork.SIOCSIFADDR, InstanceNetwork.withAddress(NAME, bytes(address)));
            Libc.ioctl(socket, InstanceNetwork.SIOCSIFNETMASK, InstanceNetwork.withAddress(NAME, bytes(subnetMask)));
            Libc.ioctl(
                    socket,
                    InstanceNetwork.SIOCSIFFLAGS,
                    InstanceNetwork.request(NAME).putShort(IFF_UP_RUNNING_NOARP).array());
            if (vpcMask != subnetMask) {
                // As in a VPC, the router is the subnet's first address; it is nobody, for the server looks at
                // destinations only.
                Libc.ioctl(socket, SIOCADDRT, route(address & vpcMask, vpcMask, (address & subnetMask) + 1));
            }
        } finally {
            Libc.close(socket);
        }
    }

    /** A {@code struct rtentry}. */
    private static byte[] route(int network, int mask, int gateway) {
        ByteBuffer entry = ByteBuffer.allocate(RTENTRY_SIZE).order(ByteOrder.nativeOrder());
        entry.position(8);
        for (int address : new int[] {network, gateway, mask}) {
            entry.putShort((short) InstanceNetwork.AF_INET)
                    .putShort((short) 0)
                    .put(bytes(address))
                    .putLong(0);
        }
        return entry.putShort(RTF_UP_GATEWAY).array();
    }

    private static byte[] bytes(int address) {
        return ByteBuffer.allocate(4).putInt(address).array();
    }

    /** Nothing of IPv6 goes anywhere, and an idle device is to be silent. Where the kernel has none, there is nothing to do. */
    private static void switchOffIpv6() {
        try {
            int file = Libc.open("/proc/sys/net/ipv6/conf/" + NAME + "/disable_ipv6", Libc.O_RDWR | Libc.O_CLOEXEC);
            try {
                int ignored = Libc.write(file, "1".getBytes(StandardCharsets.US_ASCII));
            } finally {
                Libc.close(file);
            }
        } catch (IOException e) {
            System.getLogger(TunDevice.class.getName())
                    .log(System.Logger.Level.DEBUG, "IPv6 stays on: " + e.getMessage());
        }
    }
}
