package signet.trail;

import java.time.Duration;

/**
 * How much a log keeps.
 *
 * @param age events older than this are dropped; at least a minute
 * @param bytes of the file, beyond which the oldest events are dropped; at least 1 MiB
 */
public record TrailSettings(Duration age, long bytes) {
    private static final Duration SHORTEST = Duration.ofMinutes(1);
    private static final long SMALLEST = 1L << 20;

    /** As long as CloudTrail's event history keeps events, and up to 1 GiB. */
    public static final TrailSettings DEFAULT = new TrailSettings(Duration.ofDays(90), 1L << 30);

    public TrailSettings {
        if (age.compareTo(SHORTEST) < 0) {
            throw new IllegalArgumentException("events are kept for at least a minute");
        }
        if (bytes < SMALLEST) {
            throw new IllegalArgumentException("a log has room for at least 1 MiB");
        }
    }
}
