package signet.server;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import signet.authz.Event;
import signet.authz.EventLog;

/** The last events, in memory, oldest first. */
final class RecentEvents implements EventLog {
    private final int capacity;
    private final Deque<Event> events = new ArrayDeque<>();

    RecentEvents(int capacity) {
        this.capacity = capacity;
    }

    @Override
    public synchronized void record(Event event) {
        if (events.size() == capacity) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    synchronized List<Event> all() {
        return List.copyOf(events);
    }
}
