package signet.ec2;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import signet.model.AwsError;
import signet.model.ec2.Filter;

class FiltersTest {
    private record Thing(String name, @Nullable String colour, Map<String, String> tags) {}

    private static final Filters<Thing> FILTERS = new Filters<Thing>()
            .on("name", Thing::name)
            .on("colour", Thing::colour)
            .tagged(Thing::tags);
    private static final List<Thing> THINGS = List.of(
            new Thing("apple", "red", Map.of("a", "1")),
            new Thing("pear", null, Map.of("a", "2", "b", "")),
            new Thing("plum*", "blue", Map.of()));

    @Test
    void noFilterLetsEverythingPass() {
        assertEquals(3, FILTERS.apply(null, THINGS).size());
        assertEquals(3, FILTERS.apply(List.of(), THINGS).size());
    }

    @Test
    void valuesOfAFilterAreAlternativesAndFiltersAddUp() {
        assertEquals(List.of("apple", "pear"), names("name", "apple", "pear"));
        assertEquals(
                1,
                FILTERS.apply(List.of(filter("name", "p*", "a*"), filter("colour", "red")), THINGS)
                        .size());
    }

    @Test
    void wildcardsStandForAnythingUnlessEscaped() {
        assertEquals(List.of("pear", "plum*"), names("name", "p*"));
        assertEquals(List.of("pear"), names("name", "pe?r"));
        assertEquals(List.of("plum*"), names("name", "plum\\*"));
        assertEquals(List.of(), names("name", "pl\\?m*"));
    }

    @Test
    void caseCounts() {
        assertEquals(List.of(), names("name", "Apple"));
    }

    @Test
    void whatHasNoValueNeverMatches() {
        assertEquals(List.of("apple", "plum*"), names("colour", "*"));
    }

    @Test
    void tagsAreFoundByKeyByValueAndByBoth() {
        assertEquals(List.of("apple", "pear"), names("tag-key", "a"));
        assertEquals(List.of("pear"), names("tag-value", "2"));
        assertEquals(List.of("pear"), names("tag:a", "2"));
        assertEquals(List.of("pear"), names("tag:b", ""));
        assertEquals(List.of(), names("tag:c", "*"));
    }

    @Test
    void anUnknownFilterIsRefused() {
        AwsError error = assertThrows(AwsError.class, () -> names("taste", "sweet"));

        assertEquals("InvalidParameterValue", error.code());
        assertEquals("The filter 'taste' is invalid", error.message());
    }

    @Test
    void regularExpressionsMeanNothing() {
        Random random = new Random(5);
        String alphabet = "ab.[](){}+^$|\\*?";
        for (int round = 0; round < 5_000; round++) {
            StringBuilder text = new StringBuilder();
            for (int i = random.nextInt(8); i > 0; i--) {
                text.append(alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String literal = text.toString();
            String escaped = literal.replaceAll("([\\\\*?])", "\\\\$1");
            assertTrue(Filters.pattern(escaped).matcher(literal).matches(), literal);
            assertFalse(Filters.pattern(escaped).matcher(literal + "x").matches(), literal);
        }
    }

    @Test
    void pagesTogetherAreTheWhole() {
        Random random = new Random(6);
        for (int round = 0; round < 200; round++) {
            List<String> all = new ArrayList<>();
            for (int i = random.nextInt(60); i > 0; i--) {
                all.add(String.format("k%05d", random.nextInt(100_000)));
            }
            List<String> sorted = all.stream().distinct().sorted().toList();
            int size = 1 + random.nextInt(10);
            List<String> read = new ArrayList<>();
            String token = null;
            do {
                Paging.Page<String> page = Paging.page(sorted, key -> key, size, token, 1, 1000);
                assertTrue(page.items().size() <= size);
                read.addAll(page.items());
                token = page.nextToken();
            } while (token != null);
            assertEquals(sorted, read);
        }
    }

    @Test
    void noTokenOfSomeoneElsesBreaksThePaging() {
        Random random = new Random(8);
        for (int round = 0; round < 2_000; round++) {
            byte[] bytes = new byte[random.nextInt(20)];
            random.nextBytes(bytes);
            String token = new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1);
            AwsError error =
                    assertThrows(AwsError.class, () -> Paging.page(List.of("a"), key -> key, null, token, 1, 10));
            assertEquals("InvalidNextToken", error.code());
        }
    }

    private static List<String> names(String filter, String... values) {
        return FILTERS.apply(List.of(filter(filter, values)), THINGS).stream()
                .map(Thing::name)
                .toList();
    }

    private static Filter filter(String name, String... values) {
        return new Filter(name, List.of(values));
    }
}
