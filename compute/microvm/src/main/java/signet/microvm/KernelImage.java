package signet.microvm;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Unpacks what distributions pack: modules, and the kernel in its image for BIOSes (Linux, Documentation/arch/x86/boot.rst). A
 * kernel that is unpacked on the host boots by PVH at once, where it would take emulated seconds to unpack itself.
 */
final class KernelImage {

    private static final int MAGIC = 0x202;
    private static final int SETUP_SECTORS = 0x1f1;
    private static final int PAYLOAD_OFFSET = 0x248;
    private static final int PAYLOAD_LENGTH = 0x24c;
    private static final int SECTOR = 512;
    private static final int SIZE_FIELD = 4;
    private static final int ELF = 0x464c457f;
    private static final int UNPACK_SECONDS = 30;

    /** An ELF note that says where a kernel begins in 32-bit mode: the name's and the value's length, the type, the name. */
    private static final byte[] PVH_NOTE = {18, 0, 0, 0, 'X', 'e', 'n', 0};

    private KernelImage() {}

    /** The kernel in {@code image} as QEMU boots it fastest: unpacked if it can be, as it is if not. */
    static byte[] bootable(byte[] image) throws IOException {
        ByteBuffer header = ByteBuffer.wrap(image).order(ByteOrder.LITTLE_ENDIAN);
        if (image.length < 2 * SECTOR || header.getInt(MAGIC) != 0x53726448) {
            return image;
        }
        int sectors = Byte.toUnsignedInt(header.get(SETUP_SECTORS));
        long from = (sectors + 1L) * SECTOR + Integer.toUnsignedLong(header.getInt(PAYLOAD_OFFSET));
        long to = from + Integer.toUnsignedLong(header.getInt(PAYLOAD_LENGTH)) - SIZE_FIELD;
        if (to > image.length || from >= to) {
            return image;
        }
        try {
            byte[] kernel = unpacked(Arrays.copyOfRange(image, (int) from, (int) to));
            return isBootable(kernel) ? kernel : image;
        } catch (IOException e) {
            System.getLogger(KernelImage.class.getName()).log(System.Logger.Level.DEBUG, "Boots packed", e);
            return image;
        }
    }

    private static boolean isBootable(byte[] kernel) {
        if (kernel.length < SECTOR
                || ByteBuffer.wrap(kernel).order(ByteOrder.LITTLE_ENDIAN).getInt(0) != ELF) {
            return false;
        }
        for (int at = 0; at < kernel.length - PVH_NOTE.length; at += SIZE_FIELD) {
            if (Arrays.equals(kernel, at, at + PVH_NOTE.length, PVH_NOTE, 0, PVH_NOTE.length)) {
                return true;
            }
        }
        return false;
    }

    /** What is packed, by the host's program for it; what is in no known format, as it is. */
    static byte[] unpacked(byte[] packed) throws IOException {
        int magic = packed.length < 4 ? 0 : ByteBuffer.wrap(packed).getInt(0);
        String program = magic == 0xfd377a58
                ? "xz"
                : magic == 0x28b52ffd ? "zstd" : magic >>> 16 == 0x1f8b ? "gzip" : magic == 0x02214c18 ? "lz4" : "";
        if (program.isEmpty()) {
            return packed;
        }
        Path file = Files.createTempFile("signet-packed", "");
        try {
            Files.write(file, packed);
            Process process = new ProcessBuilder(program, "-d", "-c")
                    .redirectInput(file.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            byte[] result = process.getInputStream().readAllBytes();
            if (process.waitFor(UNPACK_SECONDS, TimeUnit.SECONDS) && process.exitValue() == 0) {
                return result;
            }
            throw new IOException(program + " can't unpack a part of the kernel");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("Interrupted", e);
        } finally {
            Files.delete(file);
        }
    }
}
