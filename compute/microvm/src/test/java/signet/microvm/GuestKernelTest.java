package signet.microvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class GuestKernelTest {

    @TempDir
    Path root;

    @BeforeEach
    void folders() throws Exception {
        Files.createDirectories(root.resolve("boot"));
    }

    private Path kernel(String version, String builtIn) throws Exception {
        Files.writeString(root.resolve("boot/vmlinuz-" + version), version);
        Path modules = Files.createDirectories(root.resolve("lib/modules/" + version));
        Files.writeString(modules.resolve("modules.builtin"), builtIn);
        return modules;
    }

    private static byte[] module(String depends) {
        return ("ELF\0license=GPL\0depends=" + depends + "\0name=x\0").getBytes(ISO_8859_1);
    }

    private static void module(Path modules, String place, String depends) throws Exception {
        Path file = modules.resolve(place);
        Files.createDirectories(file.getParent());
        Files.write(file, module(depends));
    }

    private static Path withDrivers(Path modules) throws Exception {
        module(modules, "kernel/drivers/virtio/virtio_pci.ko", "virtio,virtio_ring");
        module(modules, "kernel/drivers/virtio/virtio.ko", "");
        module(modules, "kernel/drivers/virtio/virtio_ring.ko", "virtio");
        module(modules, "kernel/drivers/block/virtio_blk.ko", "virtio_ring,virtio");
        module(modules, "kernel/drivers/net/virtio_net.ko", "net-failover");
        module(modules, "kernel/drivers/net/net_failover.ko", "");
        module(modules, "kernel/drivers/char/hw_random/virtio-rng.ko", "virtio");
        module(modules, "kernel/net/9p/9pnet_virtio.ko", "9pnet");
        module(modules, "kernel/net/9p/9pnet.ko", "");
        module(modules, "kernel/fs/9p/9p.ko", "9pnet");
        return modules;
    }

    private static final String EXT4_AND_OVERLAY = "kernel/fs/ext4/ext4.ko\nkernel/fs/overlayfs/overlay.ko\n";

    @Test
    void aDriverComesAfterWhatItDependsOnAndWhatIsBuiltInIsLeftOut() throws Exception {
        withDrivers(kernel("6.1.0-50-amd64", EXT4_AND_OVERLAY));

        GuestKernel kernel = GuestKernel.find(List.of(root));

        assertNotNull(kernel);
        List<String> order = new ArrayList<>(kernel.drivers().keySet());
        assertEquals(10, order.size());
        assertTrue(order.indexOf("virtio") < order.indexOf("virtio_ring"), order.toString());
        assertTrue(order.indexOf("virtio_ring") < order.indexOf("virtio_pci"), order.toString());
        assertTrue(order.indexOf("net_failover") < order.indexOf("virtio_net"), order.toString());
        assertTrue(order.indexOf("9pnet") < order.indexOf("9p"), order.toString());
        assertTrue(order.contains("virtio_rng"), order.toString());
    }

    @Test
    void aDriverMayBePacked() throws Exception {
        Path modules = withDrivers(kernel("6.1", EXT4_AND_OVERLAY));
        Path plain = modules.resolve("kernel/fs/9p/9p.ko");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(Files.readAllBytes(plain));
        }
        Files.write(plain.resolveSibling("9p.ko.gz"), packed.toByteArray());
        Files.delete(plain);

        GuestKernel kernel = GuestKernel.find(List.of(root));

        assertNotNull(kernel);
        assertArrayEquals(module("9pnet"), kernel.drivers().get("9p"));
    }

    @Test
    void aKernelWithoutOneOfTheDriversIsPassedOver() throws Exception {
        withDrivers(kernel("6.1.0-50-amd64", EXT4_AND_OVERLAY));
        Path cloud = withDrivers(kernel("6.1.0-50-cloud-amd64", EXT4_AND_OVERLAY));
        Files.delete(cloud.resolve("kernel/fs/9p/9p.ko"));

        GuestKernel kernel = GuestKernel.find(List.of(root));

        assertNotNull(kernel);
        assertEquals("vmlinuz-6.1.0-50-amd64", kernel.image().getFileName().toString());
    }

    @Test
    void theFirstFolderThatHasOneCounts() throws Exception {
        withDrivers(kernel("6.1", EXT4_AND_OVERLAY));

        assertNotNull(GuestKernel.find(List.of(root.resolve("absent"), root)));
        assertNull(GuestKernel.find(List.of(root.resolve("absent"))));
        assertNull(GuestKernel.find(List.of()));
    }

    @Test
    void aKernelWithoutModulesIsPassedOver() throws Exception {
        Files.writeString(root.resolve("boot/vmlinuz-7"), "7");

        assertNull(GuestKernel.find(List.of(root)));
    }

    @Test
    void aDriverWhoseNeedIsMissingIsAnError() throws Exception {
        Path modules = withDrivers(kernel("6.1", EXT4_AND_OVERLAY));
        Files.delete(modules.resolve("kernel/drivers/net/net_failover.ko"));
        GuestKernel kernel = GuestKernel.find(List.of(root));

        assertNotNull(kernel);
        IOException e = assertThrows(IOException.class, kernel::drivers);
        assertTrue(String.valueOf(e.getMessage()).contains("net_failover"), String.valueOf(e.getMessage()));
    }
}
