package signet.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The short ways of reading numbers, dates and addresses say what the general ones say, or nothing. */
class SimpleValuesTest {
    private static final int ROUNDS = 50_000;

    @ParameterizedTest
    @CsvSource({"0,0", "7,7", "-7,-7", "007,7", "-0,0", "999999999999999999,999999999999999999"})
    void plainIntegersAreRead(String text, long value) {
        assertEquals(value, SimpleValues.integer(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", "+1", "1.0", "1e3", "1 ", " 1", "--1", "1-", "٣", "1000000000000000000", "0x10"})
    void otherNumbersAreLeftToTheGeneralReader(String text) {
        assertEquals(SimpleValues.NONE, SimpleValues.integer(text));
    }

    @ParameterizedTest
    @CsvSource({
        "1970-01-01T00:00:00Z,0",
        "1969-12-31T23:59:59Z,-1",
        "2026-11-24T03:00:00Z,1795489200",
        "2000-02-29T12:00:00Z,951825600",
        "0001-01-01T00:00:00Z,-62135596800",
        "9999-12-31T23:59:59Z,253402300799",
        "0,0",
        "1795489200,1795489200",
        "9999999999999999,9999999999999999"
    })
    void plainDatesAreRead(String text, long second) {
        assertEquals(second, SimpleValues.epochSecond(text));
        Instant general = DateValue.parseRequest(text);
        assertNotNull(general);
        assertEquals(second, general.getEpochSecond());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "1.5",
                "2026",
                "2026-11-24",
                "2026-11-24T03:00Z",
                "2026-11-24t03:00:00Z",
                "2026-11-24T03:00:00z",
                "2026-11-24 03:00:00Z",
                "2026-11-24T03:00:00+",
                "2026-13-24T03:00:00Z",
                "2026-00-24T03:00:00Z",
                "2026-11-00T03:00:00Z",
                "2026-11-32T03:00:00Z",
                "2026-11-24T24:00:00Z",
                "2026-11-24T03:60:00Z",
                "2026-11-24T03:00:60Z",
                "0000-11-24T03:00:00Z",
                "٢026-11-24T03:00:00Z",
                "12345678901234567",
                "12345678901234567890"
            })
    void otherDatesAreLeftToTheGeneralReader(String text) {
        long read = SimpleValues.epochSecond(text);
        assertTrue(read == SimpleValues.NONE || text.equals("2026"), text);
    }

    @Test
    void everyDayOfFourCenturiesIsTheGeneralReadersDay() {
        for (int year = 1800; year < 2200; year++) {
            for (int month = 1; month <= 12; month++) {
                for (int day : List.of(1, 28, 29, 30, 31)) {
                    String text = "%04d-%02d-%02dT06:07:08Z".formatted(year, month, day);
                    Instant general = DateValue.parse(text);
                    assertNotNull(general);
                    assertEquals(general.getEpochSecond(), SimpleValues.epochSecond(text), text);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0.0.0.0,0", "255.255.255.255,4294967295", "10.1.2.3,167838211", "010.001.002.003,167838211"})
    void plainAddressesAreRead(String text, long address) {
        assertEquals(address, SimpleValues.ipv4(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1.2.3",
                "1.2.3.4.5",
                "1.2.3.",
                ".1.2.3",
                "1..2.3",
                "256.1.1.1",
                "1.2.3.256",
                "0001.2.3.4",
                "1.2.3.4/32",
                "1.2.3.4 ",
                "::1",
                "1.2.3.-4",
                "a.b.c.d",
                "1.2.3.٤"
            })
    void otherAddressesAreLeftToTheGeneralReader(String text) {
        assertEquals(SimpleValues.NONE, SimpleValues.ipv4(text));
    }

    /** Texts near the plain forms, many of them on the wrong side. */
    private static String near(Random random, String plain, String letters) {
        StringBuilder text = new StringBuilder(plain);
        for (int edits = random.nextInt(3); edits > 0 && !text.isEmpty(); edits--) {
            int at = random.nextInt(text.length());
            char letter = letters.charAt(random.nextInt(letters.length()));
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, letter);
                case 1 -> text.insert(at, letter);
                default -> text.deleteCharAt(at);
            }
        }
        return text.toString();
    }

    private static void repeat(int seed, Supplier<Boolean> round) {
        int plain = 0;
        for (int i = 0; i < ROUNDS; i++) {
            plain += round.get() ? 1 : 0;
        }
        assertTrue(plain > ROUNDS / 10, "seed " + seed + " tried only " + plain + " plain values");
    }

    @Test
    void aPlainNumberIsTheNumberOfTheGeneralReader() {
        Random random = new Random(1);
        repeat(1, () -> {
            String text = near(random, Long.toString(random.nextLong() >> random.nextInt(64)), "0123456789-+.eE ");
            long read = SimpleValues.integer(text);
            if (read != SimpleValues.NONE) {
                assertEquals(0, new BigDecimal(text).compareTo(BigDecimal.valueOf(read)), text);
            }
            return read != SimpleValues.NONE;
        });
    }

    @Test
    void aPlainDateIsTheDateOfTheGeneralReader() {
        Random random = new Random(2);
        repeat(2, () -> {
            long second = random.nextLong(-62_135_596_800L, 253_402_300_800L);
            String plain = random.nextInt(4) == 0
                    ? Long.toString(Math.abs(second))
                    : Instant.ofEpochSecond(second).toString();
            String text = near(random, plain, "0123456789-:TZtz.+");
            long read = SimpleValues.epochSecond(text);
            Instant general = DateValue.parseRequest(text);
            if (read != SimpleValues.NONE) {
                assertNotNull(general, text);
                assertEquals(Instant.ofEpochSecond(read), general, text);
            }
            return read != SimpleValues.NONE;
        });
    }

    @Test
    void aPlainAddressIsTheAddressOfTheGeneralReader() {
        Random random = new Random(3);
        repeat(3, () -> {
            String plain = random.nextInt(300) + "." + random.nextInt(256) + "." + random.nextInt(256) + "."
                    + random.nextInt(256);
            String text = near(random, plain, "0123456789./:");
            long read = SimpleValues.ipv4(text);
            if (read != SimpleValues.NONE) {
                IpRange general = IpRange.parse(text);
                assertNotNull(general, text);
                IpRange range = IpRange.parse(random.nextInt(256) + "." + random.nextInt(256) + ".0.0/"
                        + random.nextInt(random.nextInt(32) + 1));
                assertNotNull(range);
                assertEquals(range.contains(general), range.contains((int) read), text);
                assertTrue(general.contains((int) read), text);
            }
            return read != SimpleValues.NONE;
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 7, 8, 9, 15, 16, 17, 24, 31, 32})
    void aRangeEndsWhereItsPrefixEnds(int prefix) {
        IpRange range = IpRange.parse("170.85.170.85/" + prefix);
        assertNotNull(range);
        int address = (int) SimpleValues.ipv4("170.85.170.85");
        assertTrue(range.contains(address));
        for (int bit = 0; bit < 32; bit++) {
            boolean inside = bit >= prefix;
            assertEquals(inside, range.contains(address ^ (1 << (31 - bit))), "bit " + bit);
        }
    }

    @Test
    void aRangeOfIpv6HoldsNoPlainAddress() {
        IpRange all = IpRange.parse("::/0");
        assertNotNull(all);
        assertNotEquals(true, all.contains(0));
    }

    @ParameterizedTest
    @CsvSource({
        "NumericEquals,5,5,true",
        "NumericEquals,5.0,5,true",
        "NumericEquals,5.5,5,false",
        "NumericLessThan,5.5,5,true",
        "NumericEquals,1e3,1000,true",
        "NumericLessThan,1e30,999999999999999999,true",
        "NumericEquals,5,5.0,true",
        "NumericGreaterThan,-5,-4,true",
        "DateEquals,2026-11-24T03:00:00Z,2026-11-24T03:00:00Z,true",
        "DateEquals,2026-11-24T03:00:00Z,1795489200,true",
        "DateLessThan,2026-11-24T03:00:00.5Z,2026-11-24T03:00:00Z,true",
        "DateEquals,2026-11-24T03:00:00.5Z,2026-11-24T03:00:00Z,false",
        "DateGreaterThan,2026-11-24T03:00:00.5Z,2026-11-24T03:00:01Z,true",
        "DateGreaterThan,2026-11-24T03:00:00.5Z,2026-11-24T03:00:00Z,false"
    })
    void plainAndOtherValuesCompare(String operator, String ofPolicy, String ofRequest, boolean holds) {
        Comparison comparison = Comparison.byName().get(operator);
        assertNotNull(comparison);
        assertEquals(holds, comparison.compile(ofPolicy, false).test(ofRequest, Context.EMPTY));
    }
}
