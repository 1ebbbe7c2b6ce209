package signet.microvm;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

final class KernelImageTest {

    private static byte[] packed(byte[] bytes) throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
            out.write(bytes);
        }
        return packed.toByteArray();
    }

    /** An image for BIOSes: two sectors of setup, code of 100 bytes, the kernel and its size. */
    private static byte[] image(byte[] payload) {
        ByteBuffer image = ByteBuffer.allocate(1024 + 100 + payload.length + 4).order(ByteOrder.LITTLE_ENDIAN);
        image.put(0x1f1, (byte) 1);
        image.put(0x202, "HdrS".getBytes(ISO_8859_1));
        image.putInt(0x248, 100);
        image.putInt(0x24c, payload.length + 4);
        image.put(1124, payload);
        return image.array();
    }

    private static byte[] kernel(String note) {
        byte[] kernel = new byte[4096];
        kernel[0] = 0x7f;
        System.arraycopy("ELF".getBytes(ISO_8859_1), 0, kernel, 1, 3);
        byte[] text = note.getBytes(ISO_8859_1);
        System.arraycopy(text, 0, kernel, 2048, text.length);
        return kernel;
    }

    private static final String PVH = "\4\0\0\0\4\0\0\0\22\0\0\0Xen\0";

    @Test
    void theKernelIsTakenOutOfItsImage() throws Exception {
        byte[] kernel = kernel(PVH);

        assertArrayEquals(kernel, KernelImage.bootable(image(packed(kernel))));
    }

    @Test
    void aKernelThatCannotStartByItselfStaysInItsImage() throws Exception {
        byte[] image = image(packed(kernel("\4\0\0\0\4\0\0\0\7\0\0\0Xen\0")));

        assertSame(image, KernelImage.bootable(image));
    }

    @Test
    void whatIsNoSuchImageStaysAsItIs() throws Exception {
        byte[] damaged = image(packed(kernel(PVH)));
        Arrays.fill(damaged, 1140, 1160, (byte) 0);
        byte[] outside = image(new byte[20]);
        ByteBuffer.wrap(outside).order(ByteOrder.LITTLE_ENDIAN).putInt(0x24c, Integer.MAX_VALUE);
        byte[] elf = kernel(PVH);

        assertSame(damaged, KernelImage.bootable(damaged));
        assertSame(outside, KernelImage.bootable(outside));
        assertSame(elf, KernelImage.bootable(elf));
        byte[] empty = {};
        assertSame(empty, KernelImage.bootable(empty));
    }

    @Test
    void randomHeadersNeverFail() throws Exception {
        Random random = new Random(11);
        for (int round = 0; round < 300; round++) {
            byte[] image = image(new byte[50]);
            for (int i = 0; i < 8; i++) {
                image[0x248 + i] = (byte) random.nextInt();
            }
            image[0x1f1] = (byte) random.nextInt();

            assertSame(image, KernelImage.bootable(image));
        }
    }

    @Test
    void whatIsPackedBadlyIsAnError() throws Exception {
        byte[] packed = packed(new byte[10_000]);
        Arrays.fill(packed, 10, packed.length, (byte) 1);

        assertThrows(IOException.class, () -> KernelImage.unpacked(packed));
        byte[] plain = {1, 2, 3};
        assertSame(plain, KernelImage.unpacked(plain));
    }
}
