package signet.trail;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which events are wanted, in which order, and how many.
 *
 * @param account whose events; empty for all accounts'
 * @param from not before this; null for the oldest
 * @param to not after this; null for the newest
 * @param category of this kind only; null for both
 * @param attributes what must all hold
 * @param order newest or oldest first
 * @param after go on behind the event at this position, in that order; 0 to begin
 * @param limit at most so many, 1 to {@value #MOST}
 */
public record EventQuery(
        String account,
        @Nullable Instant from,
        @Nullable Instant to,
        @Nullable EventCategory category,
        Map<EventAttribute, String> attributes,
        Order order,
        long after,
        int limit) {
    /** The most events of one page. */
    public static final int MOST = 1000;

    private static final int USUAL = 50;

    /** By the time at which events were recorded. */
    public enum Order {
        NEWEST_FIRST,
        OLDEST_FIRST
    }

    public EventQuery {
        if (limit < 1 || limit > MOST) {
            throw new IllegalArgumentException("a limit is from 1 to " + MOST);
        }
        if (after < 0) {
            throw new IllegalArgumentException("no position is negative");
        }
        attributes = Map.copyOf(attributes);
    }

    /** The newest fifty of an account's events of both kinds; of all accounts' if it is empty. */
    public static EventQuery of(String account) {
        return new EventQuery(account, null, null, null, Map.of(), Order.NEWEST_FIRST, 0, USUAL);
    }

    /** The same, between two times, both included; null for an open end. */
    public EventQuery between(@Nullable Instant earliest, @Nullable Instant latest) {
        return new EventQuery(account, earliest, latest, category, attributes, order, after, limit);
    }

    /** The same, of one kind only; null for both. */
    public EventQuery only(@Nullable EventCategory kind) {
        return new EventQuery(account, from, to, kind, attributes, order, after, limit);
    }

    /** The same, and this attribute has this value. */
    public EventQuery with(EventAttribute attribute, String value) {
        Map<EventAttribute, String> more = new EnumMap<>(EventAttribute.class);
        more.putAll(attributes);
        more.put(attribute, value);
        return new EventQuery(account, from, to, category, more, order, after, limit);
    }

    /** The same, the oldest first. */
    public EventQuery oldestFirst() {
        return new EventQuery(account, from, to, category, attributes, Order.OLDEST_FIRST, after, limit);
    }

    /** The same, behind the event at a position. */
    public EventQuery after(long position) {
        return new EventQuery(account, from, to, category, attributes, order, position, limit);
    }

    /** The same, at most so many. */
    public EventQuery limit(int most) {
        return new EventQuery(account, from, to, category, attributes, order, after, most);
    }
}
