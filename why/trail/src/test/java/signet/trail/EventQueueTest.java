package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class EventQueueTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SHORT = Duration.ofMillis(1);

    private final Made.Clock clock = new Made.Clock();

    private EventQueue queue(int capacity, Duration linger) {
        return new EventQueue(clock, capacity, linger, 0);
    }

    private static void add(EventQueue queue, int number) {
        for (int i = 0; i < number; i++) {
            assertTrue(queue.add(Made.event("iam", "GetUser")));
        }
    }

    @Test
    void whatWaitsIsTakenTogether() {
        EventQueue queue = queue(10, SHORT);
        add(queue, 3);

        assertEquals(3, queue.take(LONG).size());
        assertEquals(0, queue.take(SHORT).size());
    }

    @Test
    void aFullQueueIsTakenAtOnce() {
        EventQueue queue = queue(4, LONG);
        add(queue, 4);

        assertEquals(4, queue.take(LONG).size());
    }

    @Test
    void whoComesWhenItIsFullWaitsUntilThereIsRoom() throws InterruptedException {
        EventQueue queue = queue(2, SHORT);
        add(queue, 2);
        CountDownLatch added = new CountDownLatch(1);
        Thread third = Thread.ofPlatform().start(() -> {
            add(queue, 1);
            added.countDown();
        });
        while (third.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        assertEquals(1, added.getCount());

        assertEquals(2, queue.take(LONG).size());
        assertTrue(added.await(30, TimeUnit.SECONDS));
        assertEquals(1, queue.take(LONG).size());
    }

    @Test
    void nothingIsLostHoweverManyBringEvents() throws InterruptedException {
        EventQueue queue = queue(16, SHORT);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(Thread.ofVirtual().start(() -> add(queue, 500)));
        }
        int taken = 0;
        while (taken < 4000) {
            List<EventQueue.Pending> some = queue.take(LONG);
            taken += some.size();
            queue.done(some.size());
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertEquals(4000, taken);
        assertTrue(queue.flush(SHORT));
    }

    @Test
    void aFlushWaitsForWhatIsTakenAndNotYetDone() throws InterruptedException {
        EventQueue queue = queue(10, LONG);
        add(queue, 2);
        assertFalse(queue.flush(SHORT));
        assertEquals(2, queue.take(LONG).size());
        assertFalse(queue.flush(SHORT));
        Thread flush = Thread.ofPlatform().start(() -> assertTrue(queue.flush(LONG)));
        queue.done(2);
        flush.join();
        assertTrue(queue.flush(SHORT));
    }

    @Test
    void timesDoNotGoBack() {
        EventQueue queue =
                new EventQueue(clock, 10, SHORT, Made.NOW.plusSeconds(5).toEpochMilli());
        add(queue, 1);
        clock.advance(Duration.ofSeconds(10));
        add(queue, 1);
        clock.advance(Duration.ofSeconds(-8));
        add(queue, 1);

        assertEquals(
                List.of(5L, 10L, 10L),
                queue.take(LONG).stream()
                        .map(pending -> Duration.between(Made.NOW, Instant.ofEpochMilli(pending.millis()))
                                .toSeconds())
                        .toList());
    }

    @Test
    void aClosedQueueGivesWhatItHasAndTakesNoMore() {
        EventQueue queue = queue(10, LONG);
        add(queue, 1);
        queue.close();

        assertTrue(queue.isClosed());
        assertFalse(queue.add(Made.event("iam", "GetUser")));
        assertEquals(1, queue.take(LONG).size());
        assertEquals(0, queue.take(LONG).size());
    }

    @Test
    void whoWaitsForRoomIsNotLeftWaitingByAClose() throws InterruptedException {
        EventQueue queue = queue(1, LONG);
        add(queue, 1);
        Thread second = Thread.ofPlatform().start(() -> assertFalse(queue.add(Made.event("iam", "GetUser"))));
        while (second.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }
        queue.close();
        second.join();
    }

    @Test
    void anInterruptIsKeptForLater() {
        EventQueue queue = queue(1, SHORT);
        Thread.currentThread().interrupt();

        assertTrue(queue.take(SHORT).isEmpty());
        assertTrue(Thread.interrupted());
    }
}
