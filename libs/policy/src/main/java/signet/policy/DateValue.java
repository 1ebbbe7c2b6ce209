package signet.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date of a Date condition: epoch seconds, or the W3C subset of ISO 8601 (year, month, day, then hours, minutes,
 * seconds and a zone, each optional; UTC when no zone is given).
 */
final class DateValue {
    private static final long MIN_YEAR = -292_275_054;
    private static final long MAX_YEAR = 292_278_993;
    private static final Pattern EPOCH = Pattern.compile("\\d{1,19}");
    private static final Pattern EPOCH_FRACTION = Pattern.compile("(\\d{1,18})\\.(\\d{1,9})");
    private static final Pattern ISO = Pattern.compile(
            "(-?(?:\\d{4,9}|\\d{1,3}(?=[-Tt])))(?:-(\\d{1,2}))?(?:-(\\d{1,2}))?"
                    + "(?:[Tt](?:(\\d{1,2})(?::(\\d{1,2})(?::(\\d{1,2})(?:\\.(\\d{1,9}))?)?)?([Zz]|[+-]\\d{2}(?::?\\d{2})?)?)?)?");

    private DateValue() {}

    /** The instant, or null when the text is no date. */
    static @Nullable Instant parse(String text) {
        if (EPOCH.matcher(text).matches()) {
            return epoch(text);
        }
        Matcher iso = ISO.matcher(text);
        return iso.matches() ? instant(iso) : null;
    }

    /** A date of a request: what a policy may have, or epoch seconds with a fraction. */
    static @Nullable Instant parseRequest(String text) {
        Matcher fraction = EPOCH_FRACTION.matcher(text);
        if (!fraction.matches()) {
            return parse(text);
        }
        Instant seconds = epoch(fraction.group(1));
        return seconds == null ? null : seconds.plusNanos(nanos(fraction.group(2)));
    }

    private static @Nullable Instant epoch(String digits) {
        try {
            return Instant.ofEpochSecond(Math.min(Long.parseLong(digits), Instant.MAX.getEpochSecond()));
        } catch (NumberFormatException e) {
            return null;
        }
    }

    private static @Nullable Instant instant(Matcher iso) {
        int year = Integer.parseInt(iso.group(1));
        int month = part(iso, 2, 1);
        int day = part(iso, 3, 1);
        int hour = part(iso, 4, 0);
        int minute = part(iso, 5, 0);
        int second = part(iso, 6, 0);
        Integer offset = offset(iso.group(8));
        boolean valid = year >= MIN_YEAR
                && year <= MAX_YEAR
                && within(month, 1, 12)
                && within(day, 1, 31)
                && hour <= 23
                && minute <= 59
                && second <= 59;
        if (!valid || offset == null) {
            return null;
        }
        return LocalDate.of(year, month, 1)
                .plusDays(day - 1L)
                .atTime(hour, minute, second)
                .toInstant(ZoneOffset.UTC)
                .minusSeconds(offset)
                .plusNanos(nanos(iso.group(7)));
    }

    private static boolean within(int value, int from, int to) {
        return value >= from && value <= to;
    }

    private static int part(Matcher iso, int group, int absent) {
        String digits = iso.group(group);
        return digits == null ? absent : Integer.parseInt(digits);
    }

    private static long nanos(@Nullable String fraction) {
        return fraction == null ? 0 : Long.parseLong((fraction + "000000000").substring(0, 9));
    }

    private static @Nullable Integer offset(@Nullable String zone) {
        if (zone == null || zone.equalsIgnoreCase("z")) {
            return 0;
        }
        int hours = Integer.parseInt(zone.substring(1, 3));
        int minutes = zone.length() > 3 ? Integer.parseInt(zone.substring(zone.length() - 2)) : 0;
        if (hours > 23 || minutes > 59) {
            return null;
        }
        int seconds = hours * 3600 + minutes * 60;
        return zone.charAt(0) == '-' ? -seconds : seconds;
    }
}
