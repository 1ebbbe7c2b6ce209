package signet.trail;

import java.util.List;

/**
 * Events that a query found.
 *
 * @param next for {@link EventQuery#after(long)}, to get what follows; 0 when nothing does
 */
public record EventPage(List<Recorded> events, long next) {
    public EventPage {
        events = List.copyOf(events);
    }
}
