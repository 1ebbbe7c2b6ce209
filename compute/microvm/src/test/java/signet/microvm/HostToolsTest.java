package signet.microvm;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class HostToolsTest {

    @TempDir
    Path empty;

    /** A 64-bit ELF file with program headers of these types. */
    private static byte[] elf(int... types) {
        ByteBuffer elf = ByteBuffer.allocate(64 + 56 * types.length).order(ByteOrder.LITTLE_ENDIAN);
        elf.putInt(0, 0x464c457f).put(4, (byte) 2).putLong(32, 64);
        elf.putShort(54, (short) 56).putShort(56, (short) types.length);
        for (int i = 0; i < types.length; i++) {
            elf.putInt(64 + 56 * i, types[i]);
        }
        return elf.array();
    }

    @Test
    void aProgramWithAnInterpreterNeedsLibraries() {
        assertTrue(HostTools.isStatic(elf(1, 1, 4)));
        assertTrue(HostTools.isStatic(elf()));
        assertFalse(HostTools.isStatic(elf(6, 3, 1)));
    }

    @Test
    void whatIsNoProgramIsNotStatic() {
        assertFalse(HostTools.isStatic(new byte[0]));
        assertFalse(HostTools.isStatic("#!/bin/sh\n".repeat(20).getBytes(java.nio.charset.StandardCharsets.US_ASCII)));
        byte[] elf = elf(1);
        ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).putLong(32, Long.MAX_VALUE);
        assertFalse(HostTools.isStatic(elf));
        ByteBuffer.wrap(elf).order(ByteOrder.LITTLE_ENDIAN).putLong(32, -1);
        assertFalse(HostTools.isStatic(elf));
    }

    @Test
    void randomBytesNeverFail() {
        Random random = new Random(5);
        for (int round = 0; round < 2000; round++) {
            byte[] elf = elf(1, 2, 3);
            for (int i = 0; i < 6; i++) {
                elf[5 + random.nextInt(elf.length - 5)] = (byte) random.nextInt();
            }
            boolean ignored = HostTools.isStatic(elf);
        }
    }

    @Test
    void whatIsMissingIsSaidInOneLineWithItsPackage() {
        MicrovmSettings settings = new MicrovmSettings("", List.of(), List.of(empty));

        IOException e = assertThrows(IOException.class, () -> HostTools.find(settings));

        assertEquals(1, String.valueOf(e.getMessage()).lines().count());
        assertTrue(String.valueOf(e.getMessage()).startsWith("microVMs need "), String.valueOf(e.getMessage()));
        assertEquals(String.valueOf(e.getMessage()), Microvms.obstacle(settings).orElse(""));
        assertThrows(IOException.class, () -> Microvms.open(settings));
    }

    @Test
    void aMissingKernelIsSaidWithItsPackage() {
        String message = Microvms.obstacle(new MicrovmSettings("", List.of(), List.of(empty)))
                .orElseThrow();

        if (System.getProperty("os.arch").equals("amd64")) {
            assertTrue(message.contains("linux-image-amd64") && message.contains("SIGNET_KERNEL"), message);
        }
    }

    @Test
    void theSystemsFoldersAreSearchedFirst() {
        MicrovmSettings settings = new MicrovmSettings("/opt/tools:relative::/usr/bin", List.of(), List.of());

        assertEquals(Path.of("/usr/local/sbin"), settings.folders().getFirst());
        assertTrue(settings.folders().contains(Path.of("/opt/tools")));
        assertTrue(settings.folders().stream().allMatch(Path::isAbsolute));
    }
}
