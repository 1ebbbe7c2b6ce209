package signet.cli;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signet.server.Configuration;
import signet.server.InvalidSettingException;

/** Reads {@code --propagation} and {@code --propagation-seed}. */
final class PropagationOption {
    private static final Pattern TIME = Pattern.compile("([0-9]{1,6})(ms|s|m|)");
    private static final Map<String, Duration> UNITS = Map.of(
            "ms", Duration.ofMillis(1),
            "s", Duration.ofSeconds(1),
            "", Duration.ofSeconds(1),
            "m", Duration.ofMinutes(1));

    private PropagationOption() {}

    /**
     * The setting that they mean.
     *
     * @throws InvalidSettingException if they mean none
     */
    static Configuration.Propagation parse(String time, String seed) {
        Matcher matcher = TIME.matcher(time);
        if (!matcher.matches()) {
            throw wrong(time);
        }
        Duration unit = Objects.requireNonNull(UNITS.get(matcher.group(2)));
        Duration longest = unit.multipliedBy(Long.parseLong(matcher.group(1)));
        try {
            return new Configuration.Propagation(longest, Long.parseLong(seed));
        } catch (NumberFormatException e) {
            throw new InvalidSettingException("--propagation-seed is a whole number, not " + seed);
        } catch (InvalidSettingException e) {
            throw wrong(time);
        }
    }

    private static InvalidSettingException wrong(String time) {
        return new InvalidSettingException("--propagation is a time from 0 to 120s, such as 5s or 1500ms, not " + time);
    }
}
