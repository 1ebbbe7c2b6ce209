package signet.trail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashSet;
import java.util.OptionalLong;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EventIdsTest {
    private static final long NOW = Made.NOW.toEpochMilli();

    private final Random random = new Random(3);
    private final EventIds ids = new EventIds(random::nextLong, 0);

    @Test
    void positionsAreInTheOrderOfTimeAndNoneComesTwice() {
        long last = 0;
        long time = NOW;
        for (int i = 0; i < 10_000; i++) {
            time += random.nextInt(3) / 2;
            long position = ids.position(time);
            assertTrue(position > last);
            assertEquals(time, EventIds.millis(position));
            assertTrue(position >= EventIds.first(time) && position < EventIds.first(time + 1));
            last = position;
        }
    }

    @Test
    void aClockThatGoesBackMakesNoPositionSmaller() {
        long first = ids.position(NOW);

        assertEquals(first + 1, ids.position(NOW - 60_000));
        assertEquals(first + 2, ids.position(NOW));
    }

    @Test
    void positionsGoOnWhereTheFileEnds() {
        long there = EventIds.first(NOW) + 5;

        assertEquals(there + 1, new EventIds(random::nextLong, there).position(NOW));
    }

    @Test
    void anIdIsAUuidThatLeadsBackToItsPosition() {
        for (int i = 0; i < 10_000; i++) {
            long position = random.nextLong() >>> 2;
            long low = ids.low(position);
            UUID id = UUID.fromString(EventIds.id(position, low));
            assertEquals(8, id.version());
            assertEquals(2, id.variant());
            assertEquals(low, id.getLeastSignificantBits());
            assertEquals(OptionalLong.of(position), EventIds.position(id));
        }
    }

    @Test
    void idsOfOnePositionDiffer() {
        Set<Long> lows = new HashSet<>();
        for (int i = 0; i < 1000; i++) {
            assertTrue(lows.add(ids.low(77)));
        }
    }

    @Test
    void anIdOfAnotherMakeHasNoPosition() {
        assertTrue(EventIds.position(UUID.fromString("dEd0f1f2-ac7f-466c-a608-4ac8d0000000"))
                .isEmpty());
        assertTrue(EventIds.position(new UUID(0x8000L, 0)).isEmpty());
    }

    @Test
    void aSharedIdIsRandom() {
        UUID one = UUID.fromString(ids.shared());

        assertEquals(4, one.version());
        assertEquals(2, one.variant());
        assertFalse(ids.shared().equals(one.toString()));
    }
}
