package signet.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

final class KeyRangeTest {
    @Test
    void aPrefixRangeEndsAtTheNextCharacter() {
        assertEquals(new KeyRange("role/", "role0"), KeyRange.ofPrefix("role/"));
        assertEquals(new KeyRange("\ud83d\udd11", "\ud83d\udd12"), KeyRange.ofPrefix("\ud83d\udd11"));
    }

    @Test
    void afterTheLastCharacterBeforeSurrogatesComesTheFirstBehindThem() {
        assertEquals("\ue000", KeyRange.ofPrefix("\ud7ff").toExclusive());
        assertEquals("\ud800\udc00", KeyRange.ofPrefix("\uffff").toExclusive());
    }

    @Test
    void theLastCharacterOfAllCarries() {
        assertEquals("b", KeyRange.ofPrefix("a\udbff\udfff").toExclusive());
        assertEquals(KeyRange.UNBOUNDED, KeyRange.ofPrefix("\udbff\udfff").toExclusive());
    }

    @Test
    void theEmptyPrefixIsEveryKey() {
        assertEquals(KeyRange.ALL, KeyRange.ofPrefix(""));
        assertTrue(KeyRange.ALL.contains("\udbff\udfff\udbff\udfff"));
    }

    @Test
    void aRangeHasItsStartAndNotItsEnd() {
        KeyRange range = new KeyRange("b", "d");
        assertFalse(range.contains("a"));
        assertTrue(range.contains("b"));
        assertTrue(range.contains("c\udbff\udfff"));
        assertFalse(range.contains("d"));
    }

    @Test
    void aPrefixRangeContainsExactlyWhatStartsWithThePrefix() {
        Random random = new Random(19);
        for (int round = 0; round < 50_000; round++) {
            String prefix = KeysTest.randomText(random);
            String key = (random.nextBoolean() ? prefix : "") + KeysTest.randomText(random) + "k";
            assertEquals(key.startsWith(prefix), KeyRange.ofPrefix(prefix).contains(key), prefix + " and " + key);
        }
    }
}
