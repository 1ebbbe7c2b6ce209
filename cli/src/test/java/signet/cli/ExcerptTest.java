package signet.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ExcerptTest {
    private static Excerpt of(String line, int start, int end) {
        return Excerpt.of(line, start, end, 20, 5);
    }

    @Test
    void aMarkStandsUnderItsSpan() {
        assertEquals(new Excerpt("ab cd ef", "   ", "^^"), of("ab cd ef", 3, 5));
    }

    @Test
    void anEmptySpanHasOneMark() {
        assertEquals(new Excerpt("ab", "  ", "^"), of("ab", 2, 2));
        assertEquals(new Excerpt("", "", "^"), of("", 0, 1));
    }

    @Test
    void aTabStaysATab() {
        assertEquals(new Excerpt("\t\ta", "\t\t", "^"), of("\t\ta", 2, 3));
    }

    @Test
    void aWideCharacterTakesTwoColumnsAndAMarkNone() {
        assertEquals(new Excerpt("日本x", "    ", "^"), of("日本x", 2, 3));
        assertEquals(new Excerpt("x日本", " ", "^^^^"), of("x日本", 1, 3));
        assertEquals(new Excerpt("😀x", "  ", "^"), of("😀x", 2, 3));
        assertEquals(new Excerpt("e\u0301x", " ", "^"), of("e\u0301x", 2, 3));
    }

    @Test
    void aLongLineIsCutAroundTheSpan() {
        String line = "0123456789".repeat(5);
        assertEquals(new Excerpt("…56789012345678901234…", "      ", "^^"), of(line, 20, 22));
        assertEquals(new Excerpt("01234567890123456789…", "  ", "^".repeat(18)), of(line, 2, 50));
    }

    @Test
    void aFileCannotWriteToTheScreen() {
        assertEquals("a\ufffd[31mb", of("a\u001b[31mb", 0, 1).text());
    }

    @Test
    void anyLineHasAnExcerpt() {
        Random random = new Random(5);
        String letters = "ab\t日😀\u0301\u001b";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder line = new StringBuilder();
            for (int left = random.nextInt(60); left > 0; left--) {
                line.append(letters.charAt(random.nextInt(letters.length())));
            }
            int start = random.nextInt(line.length() + 1);
            Excerpt excerpt = of(line.toString(), start, start + random.nextInt(30));
            assertTrue(excerpt.text().length() <= 22 && !excerpt.mark().isEmpty());
        }
    }
}
