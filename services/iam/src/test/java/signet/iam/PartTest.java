package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Pages of a listing that is put together from sorted parts. */
class PartTest {
    private static final int ROUNDS = 500;

    private static Part<String, String> part(String rank, SortedMap<String, String> rows) {
        return new Part<>(rank, rows, row -> !row.contains("z"), row -> rank + row);
    }

    private static SortedMap<String, String> rows(Random random) {
        SortedMap<String, String> rows = new TreeMap<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(4); length > 0; length--) {
                text.append("12az/\u007f".charAt(random.nextInt(6)));
            }
            rows.put(text.toString(), text.toString());
        }
        return rows;
    }

    @Test
    void pagesTogetherAreAllPartsInOrder() {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            List<Part<?, String>> parts =
                    List.of(part("1", rows(random)), part("2", rows(random)), part("3", rows(random)));
            List<String> expected = new ArrayList<>();
            parts.forEach(part -> part.rows().values().forEach(row -> {
                if (!row.toString().contains("z")) {
                    expected.add(part.rank() + row);
                }
            }));
            int size = 1 + random.nextInt(5);
            List<String> seen = new ArrayList<>();
            @Nullable String marker = null;
            do {
                Page<String> page = Page.of(parts, marker, size);
                assertTrue(page.items().size() == size || !page.truncated(), "a page is full unless it is the last");
                seen.addAll(page.items());
                marker = page.marker();
            } while (marker != null);
            assertEquals(expected, seen);
        }
    }

    @Test
    void aPageLooksAtNoMoreThanItShows() {
        AtomicInteger looked = new AtomicInteger();
        SortedMap<String, Integer> rows = new TreeMap<>();
        for (int i = 1000; i < 2000; i++) {
            rows.put(Integer.toString(i), i);
        }
        Part<Integer, Integer> part = new Part<>(
                "",
                rows,
                row -> {
                    looked.incrementAndGet();
                    return true;
                },
                row -> row);
        Page<Integer> first = Page.of(List.of(part), null, 10);
        looked.set(0);

        Page<Integer> second = Page.of(List.of(part), first.marker(), 10);

        assertEquals(1010, second.items().getFirst());
        assertEquals(11, looked.get());
    }

    @Test
    void whatComesAndGoesBetweenTwoPagesShiftsNothing() {
        TreeMap<String, String> rows = new TreeMap<>();
        List.of("a", "b", "c", "d").forEach(row -> rows.put(row, row));
        Page<String> first = Page.of(List.of(part("1", rows)), null, 2);
        rows.remove("b");
        rows.put("aa", "aa");

        assertEquals(
                List.of("1c", "1d"),
                Page.of(List.of(part("1", rows)), first.marker(), 2).items());
    }

    @Test
    void nothingIsOnePage() {
        Page<String> page = Page.of(List.<Part<?, String>>of(part("1", new TreeMap<>())), null, null);

        assertEquals(List.of(), page.items());
        assertNull(page.marker());
    }
}
