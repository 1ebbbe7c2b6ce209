package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;

class PageTest {
    private static final int ROUNDS = 500;

    @Test
    void pagesTogetherAreTheWhole() {
        Random random = new Random(1);
        for (int round = 0; round < ROUNDS; round++) {
            TreeSet<String> all = new TreeSet<>();
            for (int i = random.nextInt(20); i > 0; i--) {
                all.add(text(random, 3));
            }
            int size = 1 + random.nextInt(5);
            List<String> seen = new ArrayList<>();
            Page<String> page = Page.of(all, item -> item, null, size);
            seen.addAll(page.items());
            while (page.marker() != null) {
                assertEquals(size, page.items().size());
                assertTrue(page.truncated());
                page = Page.of(all, item -> item, page.marker(), size);
                seen.addAll(page.items());
            }
            all.remove("");
            assertEquals(List.copyOf(all), seen);
        }
    }

    /** The model's limit for markers; keys of policies have a path of up to 512 characters in them. */
    @Test
    void markersOfLongKeysAreShortAndLoseNothing() {
        TreeSet<String> all = new TreeSet<>();
        for (int i = 100; i < 130; i++) {
            all.add("/" + "p".repeat(512) + "/" + i);
        }
        List<String> seen = new ArrayList<>();
        String marker = null;
        do {
            Page<String> page = Page.of(all, item -> item, marker, 7);
            seen.addAll(page.items());
            marker = page.marker();
            assertTrue(marker == null || marker.length() <= 320, marker);
        } while (marker != null);

        assertEquals(List.copyOf(all), seen);
    }

    @Test
    void whatGoesOrComesBetweenTwoPagesShiftsNothing() {
        for (String beginning : List.of("", "p".repeat(400))) {
            TreeSet<String> all = new TreeSet<>(
                    List.of(beginning + "a", beginning + "b", beginning + "c", beginning + "d", beginning + "e"));
            Page<String> first = Page.of(all, item -> item, null, 2);

            all.remove(beginning + "a");
            all.add(beginning + "aa");
            all.remove(beginning + "d");

            assertEquals(
                    List.of(beginning + "c", beginning + "e"),
                    Page.of(all, item -> item, first.marker(), 2).items());
        }
    }

    @Test
    void aLongKeyThatIsGoneBeginsWhereItsLikeBegin() {
        String beginning = "p".repeat(400);
        TreeSet<String> all = new TreeSet<>(List.of("a", beginning + "a", beginning + "b", beginning + "c"));
        Page<String> first = Page.of(all, item -> item, null, 3);

        all.remove(beginning + "b");

        assertEquals(
                List.of(beginning + "a", beginning + "c"),
                Page.of(all, item -> item, first.marker(), 3).items());
    }

    @Test
    void anyOtherMarkerIsRefused() {
        Random random = new Random(2);
        for (int round = 0; round < ROUNDS; round++) {
            String marker = text(random, 30);
            AwsError error = assertThrows(AwsError.class, () -> Page.of(List.of("a"), item -> item, marker, null));
            assertEquals("ValidationError", error.code());
            assertEquals("Invalid Marker.", error.message());
        }
    }

    @Test
    void percentEncodingIsUndoneByDecoding() {
        Random random = new Random(3);
        for (int round = 0; round < ROUNDS; round++) {
            String text = text(random, 40);

            String encoded = Percent.encode(text);

            assertTrue(encoded.matches("([A-Za-z0-9._~-]|%[0-9A-F]{2})*"), encoded);
            assertEquals(text, URLDecoder.decode(encoded, StandardCharsets.UTF_8));
        }
    }

    @Test
    void quotasHaveTheLimitInTheirText() {
        for (Quota quota : Quota.values()) {
            quota.check(quota.limit());
            AwsError error = assertThrows(AwsError.class, () -> quota.check(quota.limit() + 1));
            assertEquals("LimitExceeded", error.code());
            assertTrue(error.message().endsWith(": " + quota.limit()), error.message());
        }
    }

    private static String text(Random random, int longest) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(longest + 1); i > 0; i--) {
            text.append((char) (random.nextInt(10) == 0 ? 0xa0 + random.nextInt(0x60) : ' ' + random.nextInt(95)));
        }
        return text.toString();
    }
}
