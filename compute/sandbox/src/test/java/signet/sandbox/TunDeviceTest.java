package signet.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import signet.instance.NetworkPlace;
import signet.network.Nic;
import signet.network.Switch;

@Timeout(value = 60, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
final class TunDeviceTest {
    private static final Inet4Address ADDRESS = Inet4Address.ofLiteral("10.1.2.4");

    @BeforeEach
    void whereDevicesCanBeMade() {
        Optional<String> obstacle = TunDevice.obstacle();
        Assumptions.assumeTrue(obstacle.isEmpty(), () -> obstacle.orElse(""));
    }

    /** What a thread in a new network finds, which has to end with it. */
    private interface Inside<T> {
        T find() throws Exception;
    }

    private static <T> T inNewNetwork(Inside<T> inside) throws Exception {
        FutureTask<T> task = new FutureTask<>(() -> {
            Libc.unshare(InstanceNetwork.CLONE_NEWNET);
            return inside.find();
        });
        Thread thread = Thread.ofPlatform().start(task);
        try {
            return task.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            thread.join();
        }
    }

    @Test
    void theDeviceHasTheAddressAndTheSubnetOfItsInstance() throws Exception {
        List<Object> found = inNewNetwork(() -> {
            int device = TunDevice.open(ADDRESS, new NetworkPlace("vpc-1", 24, 16));
            NetworkInterface made = NetworkInterface.getByName(TunDevice.NAME);
            // Of IPv6 Java tells what the process's own network has.
            var address = made.getInterfaceAddresses().stream()
                    .filter(each -> each.getAddress() instanceof Inet4Address)
                    .findFirst()
                    .orElseThrow();
            List<Object> facts =
                    List.of(made.isUp(), made.getMTU(), address.getAddress(), (int) address.getNetworkPrefixLength());
            Libc.close(device);
            return facts;
        });

        assertEquals(List.of(true, TunDevice.MTU, (InetAddress) ADDRESS, 24), found);
    }

    @Test
    void theHostHasNoSuchDevice() throws Exception {
        int device = inNewNetwork(() -> TunDevice.open(ADDRESS, new NetworkPlace("vpc-1", 24, 16)));
        try {
            NetworkInterface mine = NetworkInterface.getByName(TunDevice.NAME);
            assertFalse(mine != null && mine.inetAddresses().anyMatch(ADDRESS::equals));
        } finally {
            Libc.close(device);
        }
    }

    @Test
    void aVpcOfOneSubnetNeedsNoRoute() throws Exception {
        assertTrue(inNewNetwork(() -> {
            Libc.close(TunDevice.open(ADDRESS, new NetworkPlace("vpc-1", 24, 24)));
            return true;
        }));
    }

    @Test
    void aNetworkHasOneSuchDevice() {
        assertThrows(
                IOException.class,
                () -> inNewNetwork(() -> {
                    int first = TunDevice.open(ADDRESS, new NetworkPlace("vpc-1", 24, 16));
                    try {
                        return TunDevice.open(ADDRESS, new NetworkPlace("vpc-1", 24, 16));
                    } finally {
                        Libc.close(first);
                    }
                }));
    }

    @Test
    void anAddressIsPluggedInOnceAndAgainAfterItIsUnplugged() throws Exception {
        Nic nic = new Nic("i-1", "vpc-1", ADDRESS);
        try (SwitchThread network = new SwitchThread(new Switch(id -> List.of(), System::nanoTime))) {
            Runnable unplug = network.attach(nic, device());
            IOException refused = assertThrows(IOException.class, () -> network.attach(nic, device()));
            assertTrue(String.valueOf(refused.getMessage()).contains("10.1.2.4 is in use"), refused::toString);

            unplug.run();
            network.attach(nic, device()).run();
        }
    }

    @Test
    void aClosedNetworkTakesNothingMoreAndIsClosedOnce() throws Exception {
        SwitchThread network = new SwitchThread(new Switch(id -> List.of(), System::nanoTime));
        Runnable unplug = network.attach(new Nic("i-1", "vpc-1", ADDRESS), device());

        network.close();
        network.close();
        unplug.run();

        assertThrows(IOException.class, () -> network.attach(new Nic("i-2", "vpc-1", ADDRESS), device()));
    }

    private static int device() throws Exception {
        return inNewNetwork(() -> TunDevice.open(ADDRESS, new NetworkPlace("vpc-1", 24, 16)));
    }
}
