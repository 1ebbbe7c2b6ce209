package signet.store;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeysTest {
    @Test
    void theOrderIsThatOfUtf8Bytes() {
        Random random = new Random(13);
        for (int round = 0; round < 20_000; round++) {
            String left = randomText(random);
            String right = randomText(random);
            assertEquals(
                    Integer.signum(Arrays.compareUnsigned(Keys.utf8(left), Keys.utf8(right))),
                    Integer.signum(Keys.ORDER.compare(left, right)),
                    () -> Arrays.toString(Keys.utf8(left)) + " and " + Arrays.toString(Keys.utf8(right)));
        }
    }

    @Test
    void utf8IsExact() {
        assertArrayEquals(new byte[] {'a', (byte) 0xc3, (byte) 0xa9}, Keys.utf8("a\u00e9"));
        assertArrayEquals(new byte[0], Keys.utf8(""));
    }

    @Test
    void halfACharacterIsNoKey() {
        for (String bad : new String[] {"\ud800", "a\udc00", "\udc00\ud800", "\ud800a", "\ud83d\udd11\ud83d"}) {
            assertThrows(IllegalArgumentException.class, () -> Keys.utf8(bad));
            assertThrows(IllegalArgumentException.class, () -> Keys.check(bad));
            assertThrows(IllegalArgumentException.class, () -> new Write.Delete(bad));
            assertThrows(IllegalArgumentException.class, () -> Condition.absent(bad));
            assertThrows(IllegalArgumentException.class, () -> new KeyRange("", bad));
        }
    }

    @Test
    void anEmptyTextIsNoKey() {
        assertThrows(IllegalArgumentException.class, () -> Keys.check(""));
        assertThrows(IllegalArgumentException.class, () -> new Write.Put("", new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> new Entry("", new byte[0], 1));
    }

    static String randomText(Random random) {
        int[] alphabet = {'a', 'b', '/', 0x7f, 0x80, 0x7ff, 0x800, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x10ffff, 0};
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(4); i > 0; i--) {
            text.appendCodePoint(alphabet[random.nextInt(alphabet.length)]);
        }
        return text.toString();
    }
}
