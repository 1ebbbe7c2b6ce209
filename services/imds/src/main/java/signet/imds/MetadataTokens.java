package signet.imds;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.identity.Seal;

/**
 * The session tokens of IMDSv2. A token is sealed for its instance, so that no other can use it, and kept nowhere; it
 * outlives restarts of the server.
 */
final class MetadataTokens {
    static final int LONGEST = 21_600;
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,5}");
    private static final Pattern SEALED = Pattern.compile("([0-9]{1,5}) ([0-9]{1,19})");

    private final Seal seal;
    private final Clock clock;

    MetadataTokens(Seal seal, Clock clock) {
        this.seal = seal;
        this.clock = clock;
    }

    /** The life that a header asks for, in seconds; empty unless it is a number from 1 to 21600. */
    static OptionalInt lifetime(@Nullable String header) {
        if (header == null || !SECONDS.matcher(header).matches()) {
            return OptionalInt.empty();
        }
        int seconds = Integer.parseInt(header);
        return seconds >= 1 && seconds <= LONGEST ? OptionalInt.of(seconds) : OptionalInt.empty();
    }

    /** A token for an instance that ends after so many seconds. */
    String issue(String instanceId, int seconds) {
        long end = clock.instant().plusSeconds(seconds).toEpochMilli();
        return seal.seal(purpose(instanceId), seconds + " " + end)
                .replace('+', '-')
                .replace('/', '_');
    }

    /** The whole life, in seconds, of a token of that instance; empty for anything else and for one that has ended. */
    OptionalInt check(String instanceId, String token) {
        Optional<String> opened =
                seal.open(purpose(instanceId), token.replace('-', '+').replace('_', '/'));
        Matcher matcher = SEALED.matcher(opened.orElse(""));
        if (!matcher.matches()) {
            return OptionalInt.empty();
        }
        int seconds = Integer.parseInt(matcher.group(1));
        Duration left = Duration.between(clock.instant(), Instant.ofEpochMilli(Long.parseLong(matcher.group(2))));
        boolean alive = left.isPositive() && left.compareTo(Duration.ofSeconds(seconds)) <= 0;
        return alive ? OptionalInt.of(seconds) : OptionalInt.empty();
    }

    private static String purpose(String instanceId) {
        return "metadata-token/" + instanceId;
    }
}
