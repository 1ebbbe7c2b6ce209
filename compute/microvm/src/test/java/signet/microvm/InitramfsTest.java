package signet.microvm;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class InitramfsTest {

    /** One entry as the kernel reads it. */
    private record Entry(int mode, ByteBuffer content) {}

    /** A reader of the format, written from the kernel's description of it and not from the writer. */
    private static Map<String, Entry> read(byte[] archive) {
        Map<String, Entry> all = new LinkedHashMap<>();
        int at = 0;
        while (true) {
            assertEquals("070701", new String(archive, at, 6, US_ASCII));
            int mode = field(archive, at, 1);
            int size = field(archive, at, 6);
            int nameSize = field(archive, at, 11);
            String name = new String(archive, at + 110, nameSize - 1, US_ASCII);
            int content = (at + 110 + nameSize + 3) / 4 * 4;
            if (name.equals("TRAILER!!!")) {
                return all;
            }
            all.put(
                    name,
                    new Entry(mode, ByteBuffer.wrap(archive, content, size).slice()));
            at = (content + size + 3) / 4 * 4;
        }
    }

    private static Entry entry(Map<String, Entry> read, String name) {
        return Objects.requireNonNull(read.get(name), name);
    }

    private static int field(byte[] archive, int at, int number) {
        return Integer.parseInt(new String(archive, at + 6 + 8 * number, 8, US_ASCII), 16);
    }

    @Test
    void directoriesAndProgramsAreFoundAgain() {
        byte[] program = new byte[1021];
        new Random(7).nextBytes(program);

        Map<String, Entry> read = read(new Initramfs()
                .directory("bin")
                .program("bin/one", program)
                .program("init", "x".getBytes(US_ASCII))
                .bytes());

        assertEquals("[bin, bin/one, init]", read.keySet().toString());
        assertEquals(0040755, entry(read, "bin").mode());
        assertEquals(0100755, entry(read, "bin/one").mode());
        assertEquals(ByteBuffer.wrap(program), entry(read, "bin/one").content());
        assertEquals(
                ByteBuffer.wrap("x".getBytes(US_ASCII)), entry(read, "init").content());
    }

    @Test
    void everyLengthOfNameAndContentKeepsTheNextEntryInPlace() {
        Initramfs all = new Initramfs();
        for (int length = 0; length < 9; length++) {
            all.program("n".repeat(length + 1), "c".repeat(length).getBytes(US_ASCII));
        }

        Map<String, Entry> read = read(all.bytes());

        for (int length = 0; length < 9; length++) {
            assertEquals(length, entry(read, "n".repeat(length + 1)).content().remaining());
        }
    }
}
