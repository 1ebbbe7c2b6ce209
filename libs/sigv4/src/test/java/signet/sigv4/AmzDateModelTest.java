package signet.sigv4;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates of signatures against a calendar that is counted out by hand. */
class AmzDateModelTest {
    private static final String DIGITS = "0123456789";

    private static int daysIn(int month, int year) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        return switch (month) {
            case 2 -> leap ? 29 : 28;
            case 4, 6, 9, 11 -> 30;
            default -> 31;
        };
    }

    /** Whether this is a date by its definition: sixteen characters, and each number in its range. */
    private static boolean isDate(String text) {
        String form = "dddddddd*dddddd#".replace('*', 'T').replace('#', 'Z');
        if (text.length() != form.length()) {
            return false;
        }
        for (int i = 0; i < form.length(); i++) {
            boolean right =
                    form.charAt(i) == 'd' ? DIGITS.indexOf(text.charAt(i)) >= 0 : text.charAt(i) == form.charAt(i);
            if (!right) {
                return false;
            }
        }
        int year = Integer.parseInt(text.substring(0, 4));
        int month = Integer.parseInt(text.substring(4, 6));
        int day = Integer.parseInt(text.substring(6, 8));
        return month >= 1
                && month <= 12
                && day >= 1
                && day <= daysIn(month, year)
                && Integer.parseInt(text.substring(9, 11)) < 24
                && Integer.parseInt(text.substring(11, 13)) < 60
                && Integer.parseInt(text.substring(13, 15)) < 60;
    }

    @Test
    void everyDayOfFourCenturiesIsReadAndWritten() {
        long day = LocalDate.of(1799, 12, 31).toEpochDay();
        for (int year = 1800; year < 2200; year++) {
            for (int month = 1; month <= 12; month++) {
                for (int date = 1; date <= daysIn(month, year); date++) {
                    day++;
                    String text = String.format(Locale.ROOT, "%04d%02d%02dT000000Z", year, month, date);
                    Instant time = Instant.ofEpochSecond(day * 86_400);
                    assertEquals(Optional.of(time), AmzDate.parse(text));
                    assertEquals(text, AmzDate.text(time));
                    assertEquals(text.substring(0, 8), AmzDate.day(time.plusSeconds(86_399)));
                }
            }
        }
        assertEquals(LocalDate.of(2199, 12, 31).toEpochDay(), day);
    }

    @Test
    void everySecondOfADayIsReadAndWritten() {
        Instant midnight = Instant.parse("2026-01-02T00:00:00Z");
        for (int second = 0; second < 86_400; second++) {
            Instant time = midnight.plusSeconds(second);
            String text =
                    String.format(Locale.ROOT, "20260102T%02d%02d%02dZ", second / 3600, second / 60 % 60, second % 60);
            assertEquals(text, AmzDate.text(time));
            if (second % 7 == 0) {
                assertEquals(Optional.of(time), AmzDate.parse(text));
            }
        }
    }

    @Test
    void whateverIsNoDateIsNotRead() {
        Random random = new Random(1);
        int dates = 0;
        String alphabet = DIGITS + DIGITS + "TZtz+-: \u0663";
        for (int round = 0; round < 20_000; round++) {
            StringBuilder text = new StringBuilder("20260131T235959Z");
            for (int change = 1 + random.nextInt(2); change > 0; change--) {
                text.setCharAt(random.nextInt(16), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            if (random.nextInt(10) == 0) {
                text.insert(random.nextInt(text.length()), alphabet.charAt(random.nextInt(alphabet.length())));
            }
            String candidate = text.toString();
            assertEquals(isDate(candidate), AmzDate.parse(candidate).isPresent(), candidate);
            dates += isDate(candidate) ? 1 : 0;
        }
        assertTrue(dates > 500, "too few dates to tell: " + dates);
    }

    @Test
    void aFractionOfASecondIsLeftOut() {
        Instant time = Instant.parse("2026-01-02T03:04:05.999999999Z");
        assertEquals("20260102T030405Z", AmzDate.text(time));
        assertEquals("20260102", AmzDate.day(Instant.parse("2026-01-02T23:59:59.999999999Z")));
    }

    /** Days of the week are checked: a date that contradicts itself could be read in two ways. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                Mon | 5
                Tue | 6
                Wed | 7
                Thu | 8
                Fri | 9
                Sat | 10
                Sun | 11
                """)
    void anHttpDateIsOfItsDayOfTheWeek(String name, int day) {
        for (int date = 5; date <= 11; date++) {
            String text = String.format(Locale.ROOT, "%s, %02d Jan 2026 03:04:05 GMT", name, date);
            Instant time = LocalDate.of(2026, 1, date).atTime(3, 4, 5).toInstant(ZoneOffset.UTC);
            assertEquals(date == day ? Optional.of(time) : Optional.empty(), AmzDate.parseHttpDate(text), text);
        }
    }
}
