package signet.wire;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import signet.model.TimestampFormat;

/** Dates as Amazon's protocols write them. */
final class Timestamps {
    private static final DateTimeFormatter MILLIS = DateTimeFormatter.ofPattern(
                    "yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter HTTP_DATE = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter ISO_WITH_OFFSET = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .appendOffset("+HH:MM", "Z")
            .toFormatter(Locale.ROOT);

    private Timestamps() {}

    /** {@code 2025-01-31T12:00:00Z}: IAM and STS. */
    static String seconds(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** {@code 2025-01-31T12:00:00.000Z}: EC2 and S3's documents. */
    static String millis(Instant time) {
        return MILLIS.format(time);
    }

    /** {@code Fri, 31 Jan 2025 12:00:00 GMT}: HTTP headers. */
    static String httpDate(Instant time) {
        return HTTP_DATE.format(time);
    }

    /** Reads ISO 8601 with any offset, seconds since 1970, or an HTTP date, as the format says; null if it isn't one. */
    static @Nullable Instant parse(String text, TimestampFormat format) {
        try {
            return switch (format) {
                case EPOCH_SECONDS -> Instant.ofEpochSecond(Long.parseLong(text));
                case HTTP_DATE -> Instant.from(HTTP_DATE.parse(text));
                case DEFAULT, DATE_TIME -> Instant.from(ISO_WITH_OFFSET.parse(text));
            };
        } catch (DateTimeException | NumberFormatException e) {
            return null;
        }
    }
}
