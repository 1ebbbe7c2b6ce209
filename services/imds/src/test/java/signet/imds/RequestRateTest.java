package signet.imds;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static signet.imds.World.ONE;
import static signet.imds.World.OTHER;
import static signet.imds.World.text;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No instance may ask so much that its neighbours suffer. */
class RequestRateTest {
    private final World.MovingClock clock = new World.MovingClock();
    private final RequestRate rate = new RequestRate(clock);

    @TempDir
    Path directory;

    @Test
    void aRestedInstanceMayAskAThousandTimesAtOnce() {
        assertEquals(RequestRate.AT_ONCE, allowed(ONE, 5_000));
        assertFalse(rate.allows(ONE));
    }

    @Test
    void thenItIsTwoHundredASecond() {
        allowed(ONE, 5_000);
        for (int second = 0; second < 10; second++) {
            clock.move(Duration.ofSeconds(1));
            assertEquals(RequestRate.A_SECOND, allowed(ONE, 1_000));
        }
    }

    @Test
    void whatIsRefusedCostsNothing() {
        allowed(ONE, 100_000);
        clock.move(Duration.ofMillis(5));

        assertTrue(rate.allows(ONE));
        assertFalse(rate.allows(ONE));
    }

    @Test
    void restIsNotSavedUpForever() {
        clock.move(Duration.ofDays(1));
        allowed(ONE, 10);
        clock.move(Duration.ofDays(1));

        assertEquals(RequestRate.AT_ONCE, allowed(ONE, 5_000));
    }

    @Test
    void aClockThatGoesBackGivesNothing() {
        allowed(ONE, 5_000);
        clock.move(Duration.ofHours(-1));

        assertFalse(rate.allows(ONE));
        clock.move(Duration.ofSeconds(1));
        assertEquals(RequestRate.A_SECOND, allowed(ONE, 1_000));
    }

    @Test
    void aNeighbourDoesNotNotice() {
        allowed(ONE, 5_000);

        assertEquals(RequestRate.AT_ONCE, allowed(OTHER, 5_000));
    }

    @Test
    void manyInstancesAreForgottenOnceTheyRest() {
        for (int i = 0; i < 30_000; i++) {
            assertTrue(rate.allows("i-" + i));
            clock.move(Duration.ofMillis(10));
        }
        allowed(ONE, 5_000);
        for (int i = 0; i < 30_000; i++) {
            rate.allows("i-" + i);
        }
        assertFalse(rate.allows(ONE), "but not who is still throttled");
    }

    @Test
    void whoAsksTooMuchIsToldToComeAgain() {
        try (World world = new World(directory)) {
            String path = "/latest/meta-data/instance-id";
            for (int i = 0; i < RequestRate.AT_ONCE; i++) {
                assertEquals(200, world.get(path).status());
            }
            MetadataResponse refused = world.get(path);

            assertEquals(503, refused.status());
            assertTrue(refused.isThrottled());
            assertTrue(text(refused).contains("<title>503 - Service Unavailable</title>"));
            assertEquals("EC2ws", refused.headers().get("Server"));
            assertEquals(200, world.send(OTHER, "GET", path).status());
            assertEquals(
                    503,
                    world.send(ONE, "PUT", "/latest/api/token", "X-aws-ec2-metadata-token-ttl-seconds", "60")
                            .status());
            world.clock.move(Duration.ofSeconds(1));
            assertFalse(world.get("/latest/meta-data/no-such-thing").isThrottled());
            assertEquals(200, world.get(path).status());
        }
    }

    private int allowed(String instance, int asked) {
        int allowed = 0;
        for (int i = 0; i < asked; i++) {
            allowed += rate.allows(instance) ? 1 : 0;
        }
        return allowed;
    }
}
