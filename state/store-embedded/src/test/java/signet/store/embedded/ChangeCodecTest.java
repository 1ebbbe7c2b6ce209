package signet.store.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import signet.store.StoreException;
import signet.store.Write;

final class ChangeCodecTest {
    @Test
    void writesComeBackAsTheyWere() {
        List<Write> writes = List.of(
                new Write.Put("a", "1".getBytes(UTF_8)),
                new Write.Put("empty", new byte[0]),
                new Write.Delete("\ud83d\udd11"),
                new Write.Put("\u00e9", new byte[70_000]));
        assertEquals(writes, ChangeCodec.decode(ChangeCodec.encode(writes)));
        assertEquals(List.of(), ChangeCodec.decode(ChangeCodec.encode(List.of())));
    }

    @Test
    void theFormIsLengthsAndBytes() {
        byte[] encoded = ChangeCodec.encode(List.of(new Write.Put("k", new byte[] {7}), new Write.Delete("d")));
        assertEquals("[0, 0, 0, 1, 107, 0, 0, 0, 1, 7, 0, 0, 0, 1, 100, -1, -1, -1, -1]", Arrays.toString(encoded));
    }

    @Test
    void randomWritesComeBackAsTheyWere() {
        Random random = new Random(17);
        for (int round = 0; round < 500; round++) {
            List<Write> writes = new ArrayList<>();
            for (int i = random.nextInt(8); i > 0; i--) {
                byte[] value = new byte[random.nextInt(50)];
                random.nextBytes(value);
                String key = "key" + random.nextInt();
                writes.add(random.nextBoolean() ? new Write.Put(key, value) : new Write.Delete(key));
            }
            assertEquals(writes, ChangeCodec.decode(ChangeCodec.encode(writes)));
        }
    }

    @Test
    void everyCutIsReported() {
        byte[] whole = ChangeCodec.encode(List.of(new Write.Put("key", "value".getBytes(UTF_8))));
        for (int length = 1; length < whole.length; length++) {
            byte[] cut = Arrays.copyOf(whole, length);
            assertThrows(StoreException.class, () -> ChangeCodec.decode(cut));
        }
    }

    @Test
    void noiseIsReportedOrDecodedAndNothingElse() {
        Random random = new Random(23);
        for (int round = 0; round < 20_000; round++) {
            byte[] noise = new byte[random.nextInt(40)];
            for (int i = 0; i < noise.length; i++) {
                noise[i] = (byte) (random.nextInt(3) == 0 ? random.nextInt() : random.nextInt(2));
            }
            try {
                ChangeCodec.decode(noise);
            } catch (StoreException e) {
                assertEquals("the store's history is corrupt; restore it from a backup", e.getMessage());
            }
        }
    }
}
