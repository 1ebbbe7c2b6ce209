package signet.cloudtrail;

/**
 * A stretch of the event log in which a trail was logging.
 *
 * @param after the position of the last event before it
 * @param until the position of the last event in it; {@link #OPEN} while it goes on
 */
record Span(long after, long until) {
    static final long OPEN = -1;

    boolean isOpen() {
        return until == OPEN;
    }

    Span endedAt(long position) {
        return new Span(after, Math.max(after, position));
    }

    /** Whether the event at a position belongs to it. */
    boolean has(long position) {
        return position > after && (isOpen() || position <= until);
    }
}
