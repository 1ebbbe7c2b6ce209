package signet.trail;

import java.util.OptionalLong;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Positions in the log, and CloudTrail's ids of events. A position is the time in milliseconds and a running number, so
 * that positions are in the order of time. An id is a UUID of version 8 (RFC 9562) in which the position stands, so that
 * an event is found by its id without an index.
 */
final class EventIds {
    private static final int NUMBER_BITS = 20;
    private static final int IN_LOW = 14;
    private static final int HIGH_BITS = 48;
    private static final int MIDDLE_BITS = 12;
    private static final long MIDDLE = (1L << MIDDLE_BITS) - 1;
    private static final long LAST = 3;
    private static final int LAST_SHIFT = 60;
    private static final long RANDOM = (1L << LAST_SHIFT) - 1;
    private static final int VERSION = 8;
    private static final int VARIANT = 2;

    private final LongSupplier random;
    private long last;

    /** @param last the newest position that is taken */
    EventIds(LongSupplier random, long last) {
        this.random = random;
        this.last = last;
    }

    /** The next position, of an event of this time; times must not go back. */
    long position(long millis) {
        last = Math.max(last + 1, first(millis));
        return last;
    }

    /** The least position of a time. */
    static long first(long millis) {
        return millis << NUMBER_BITS;
    }

    /** The time of a position, in milliseconds. */
    static long millis(long position) {
        return position >>> NUMBER_BITS;
    }

    /** The low half of a new id for a position. */
    long low(long position) {
        return ((long) VARIANT << (Long.SIZE - 2)) | ((position & LAST) << LAST_SHIFT) | (random.getAsLong() & RANDOM);
    }

    /** The id of a position and the low half that was made for it. */
    static String id(long position, long low) {
        long high = ((position >>> IN_LOW) << (Long.SIZE - HIGH_BITS))
                | (VERSION << MIDDLE_BITS)
                | ((position >>> 2) & MIDDLE);
        return new UUID(high, low).toString();
    }

    /** The position in an id; empty if it is none of ours. */
    static OptionalLong position(UUID id) {
        if (id.version() != VERSION || id.variant() != VARIANT) {
            return OptionalLong.empty();
        }
        long high = id.getMostSignificantBits();
        return OptionalLong.of(((high >>> (Long.SIZE - HIGH_BITS)) << IN_LOW)
                | ((high & MIDDLE) << 2)
                | ((id.getLeastSignificantBits() >>> LAST_SHIFT) & LAST));
    }

    /** A random UUID. */
    String shared() {
        long high = (random.getAsLong() & ~(0xfL << MIDDLE_BITS)) | (4L << MIDDLE_BITS);
        long low = (random.getAsLong() & (-1L >>> 2)) | ((long) VARIANT << (Long.SIZE - 2));
        return new UUID(high, low).toString();
    }
}
