package signet.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class RegularlyTest {
    @Test
    void itIsDoneAgainAfterAFailure() throws InterruptedException {
        CountDownLatch thrice = new CountDownLatch(3);
        Regularly regularly = new Regularly("test", Duration.ofMillis(1), () -> {
            thrice.countDown();
            throw new IllegalStateException("as the test wants it");
        });
        try (regularly) {
            assertTrue(thrice.await(30, TimeUnit.SECONDS));
        }
    }

    @Test
    void closingDoesItALastTime() {
        AtomicInteger times = new AtomicInteger();
        try (Regularly regularly = new Regularly("test", Duration.ofDays(1), times::incrementAndGet)) {
            assertEquals(0, times.get(), regularly::toString);
        }

        assertEquals(1, times.get());
    }
}
