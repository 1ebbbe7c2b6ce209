package signet.managedpolicies;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.UncheckedIOException;
import java.util.Random;
import java.util.zip.Deflater;
import org.junit.jupiter.api.Test;

final class BlocksTest {
    @Test
    void numbersTakeSevenBitsAByte() {
        ByteReader reader = new ByteReader(new byte[] {0, 127, (byte) 0xac, 2});
        assertEquals(0, reader.number());
        assertEquals(127, reader.number());
        assertEquals(300, reader.number());
        assertFalse(reader.hasMore());
    }

    @Test
    void aLengthBeyondAnIntIsRefused() {
        ByteReader reader = new ByteReader(new byte[] {-1, -1, -1, -1, 127});
        assertThrows(ArithmeticException.class, reader::length);
    }

    @Test
    void aNumberThatNeverEndsIsRefused() {
        byte[] endless = new byte[20];
        java.util.Arrays.fill(endless, (byte) -1);
        assertThrows(IllegalStateException.class, () -> new ByteReader(endless).number());
    }

    @Test
    void textsAreUtf8() {
        byte[] bytes = "\u0003\u00e9!".getBytes(UTF_8);
        assertEquals("\u00e9!", new ByteReader(bytes).text());
    }

    @Test
    void editsCopyFromTheSourceAndAdd() {
        byte[] source = "abcdef".getBytes(UTF_8);
        byte[] script = {4, 2, 1, '-', 0, 3, 0, 0, 0, 2, 'y', 'z'};
        assertEquals("ef-abcyz", new String(Blocks.edit(source, script), UTF_8));
        assertEquals("", new String(Blocks.edit(source, new byte[0]), UTF_8));
    }

    @Test
    void editsBeyondTheSourceAreRefused() {
        byte[] source = "abc".getBytes(UTF_8);
        assertThrows(IndexOutOfBoundsException.class, () -> Blocks.edit(source, new byte[] {2, 2, 0}));
    }

    @Test
    void whatWasDeflatedIsInflated() {
        Random random = new Random(3);
        for (int size = 0; size < 20_000; size += 1 + size / 3) {
            byte[] bytes = new byte[size];
            random.nextBytes(bytes);
            assertArrayEquals(bytes, Blocks.inflate(deflate(bytes)));
        }
    }

    @Test
    void aDamagedBlockIsRefused() {
        byte[] block = deflate("a policy of some length, of some length".getBytes(UTF_8));
        byte[] cut = java.util.Arrays.copyOf(block, block.length / 2);
        assertThrows(UncheckedIOException.class, () -> Blocks.inflate(cut));
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater(9, true);
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream deflated = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        while (!deflater.finished()) {
            deflated.write(buffer, 0, deflater.deflate(buffer));
        }
        deflater.end();
        return deflated.toByteArray();
    }
}
