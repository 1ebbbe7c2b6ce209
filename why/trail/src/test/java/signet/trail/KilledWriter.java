package signet.trail;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Random;

/** Records events until it is killed, and prints how many are durable each time that it is told so. */
final class KilledWriter {
    private static final int AT_ONCE = 7;

    private KilledWriter() {}

    public static void main(String[] arguments) {
        Trail trail = Trail.open(
                Path.of(arguments[0]), TrailSettings.DEFAULT, Instant::now, new Random()::nextLong, Made.QUICK);
        long start = Long.parseLong(arguments[1]);
        for (long number = start; ; ) {
            for (int i = 0; i < AT_ONCE; i++) {
                trail.record(Made.as(Made.event("iam", "GetUser"), Made.info("number-" + number++)));
            }
            if (trail.flush()) {
                System.out.println(number);
                System.out.flush();
            }
        }
    }
}
