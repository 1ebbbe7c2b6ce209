package signet.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.server.Configuration;
import signet.server.InvalidSettingException;

/** Reads {@code --events-age} and {@code --events-size}. */
final class EventsOption {
    private static final Pattern AGE = Pattern.compile("([0-9]{1,6})([mhd])");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,9})(KiB|MiB|GiB)");
    private static final Map<String, Duration> TIMES =
            Map.of("m", Duration.ofMinutes(1), "h", Duration.ofHours(1), "d", Duration.ofDays(1));
    private static final Map<String, Long> SIZES = Map.of("KiB", 1L << 10, "MiB", 1L << 20, "GiB", 1L << 30);

    private EventsOption() {}

    /**
     * The setting that they mean.
     *
     * @throws InvalidSettingException if they mean none
     */
    static Configuration.Events parse(String age, String size) {
        Duration longest = age(age);
        long bytes = size(size);
        try {
            new Configuration.Events(longest, 0);
        } catch (InvalidSettingException e) {
            throw wrongAge(age);
        }
        try {
            return new Configuration.Events(longest, bytes);
        } catch (InvalidSettingException e) {
            throw wrongSize(size);
        }
    }

    private static Duration age(String text) {
        Matcher matcher = AGE.matcher(text);
        if (!matcher.matches()) {
            throw wrongAge(text);
        }
        return Objects.requireNonNull(TIMES.get(matcher.group(2))).multipliedBy(Long.parseLong(matcher.group(1)));
    }

    private static long size(String text) {
        if (text.equals("0")) {
            return 0;
        }
        Matcher matcher = SIZE.matcher(text);
        if (!matcher.matches() || matcher.group(1).matches("0+")) {
            throw wrongSize(text);
        }
        return Objects.requireNonNull(SIZES.get(matcher.group(2))) * Long.parseLong(matcher.group(1));
    }

    private static InvalidSettingException wrongAge(String age) {
        return new InvalidSettingException("--events-age is a time from 1m to 3650d, such as 90d or 12h, not " + age);
    }

    private static InvalidSettingException wrongSize(String size) {
        return new InvalidSettingException(
                "--events-size is 0 or a size from 1MiB, such as 200MiB or 1GiB, not " + size);
    }
}
