package signet.network;

import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The connections that one interface has under way. A packet of one of them passes whatever the rules say by now (EC2 User
 * Guide, "Security group connection tracking", where the times are from; those of TCP connections that are not established and
 * of ICMP are ours).
 */
final class Tracker {
    static final long TCP_OPENING = TimeUnit.SECONDS.toNanos(60);
    static final long TCP_ESTABLISHED = TimeUnit.DAYS.toNanos(5);
    static final long TCP_CLOSING = TimeUnit.SECONDS.toNanos(10);
    static final long UDP_ONCE = TimeUnit.SECONDS.toNanos(30);
    static final long UDP_STREAM = TimeUnit.SECONDS.toNanos(180);
    static final long ICMP = TimeUnit.SECONDS.toNanos(30);
    static final long OTHER = TimeUnit.SECONDS.toNanos(600);

    private static final long BETWEEN_CLEARINGS = TimeUnit.SECONDS.toNanos(1);
    private static final int STREAM_PACKETS = 3;

    private final int capacity;
    private final Map<Flow, Connection> connections = new HashMap<>();
    private long cleared = Long.MIN_VALUE;

    Tracker(int capacity) {
        this.capacity = capacity;
    }

    /** What is known of a flow. */
    private static final class Connection {
        private int sent;
        private int received;
        private boolean sentFin;
        private boolean receivedFin;
        private boolean reset;
        private long expires;

        void note(Packet packet, boolean outgoing, long now) {
            // Counted no further than it matters.
            if (outgoing) {
                sent = Math.min(sent + 1, STREAM_PACKETS);
                sentFin |= packet.has(Packet.FIN);
            } else {
                received = Math.min(received + 1, STREAM_PACKETS);
                receivedFin |= packet.has(Packet.FIN);
            }
            reset |= packet.has(Packet.RST);
            expires = now + idleTime(packet.protocol());
        }

        private long idleTime(int protocol) {
            boolean both = sent > 0 && received > 0;
            return switch (protocol) {
                case Protocol.TCP -> {
                    if (reset || (sentFin && receivedFin)) {
                        yield TCP_CLOSING;
                    }
                    yield both ? TCP_ESTABLISHED : TCP_OPENING;
                }
                case Protocol.UDP -> both && sent + received > STREAM_PACKETS ? UDP_STREAM : UDP_ONCE;
                case Protocol.ICMP -> ICMP;
                default -> OTHER;
            };
        }

        boolean isOver(long now) {
            return now - expires >= 0;
        }
    }

    /** Whether a packet belongs to a connection; if so, it keeps the connection alive. */
    boolean carries(Flow flow, Packet packet, boolean outgoing, long now) {
        Connection connection = connections.get(flow);
        if (connection == null) {
            return false;
        }
        if (connection.isOver(now)) {
            connections.remove(flow);
            return false;
        }
        connection.note(packet, outgoing, now);
        return true;
    }

    /** Whether there is a connection of this flow, which is left as it is. */
    boolean knows(Flow flow, long now) {
        Connection connection = connections.get(flow);
        return connection != null && !connection.isOver(now);
    }

    /** Follows a flow from its first packet on; false if there are too many. */
    boolean begin(Flow flow, Packet packet, boolean outgoing, long now) {
        if (connections.size() >= capacity && !connections.containsKey(flow)) {
            clear(now);
            if (connections.size() >= capacity) {
                return false;
            }
        }
        Connection connection = new Connection();
        connection.note(packet, outgoing, now);
        connections.put(flow, connection);
        return true;
    }

    /** Forgets every flow with an address, whose owner has gone. */
    void forget(int remote) {
        connections.keySet().removeIf(flow -> flow.remote() == remote);
    }

    int size() {
        return connections.size();
    }

    /** Not at each packet, or a flood of them would cost as many looks at a full table. */
    private void clear(long now) {
        if (cleared != Long.MIN_VALUE && now - cleared < BETWEEN_CLEARINGS) {
            return;
        }
        cleared = now;
        for (Iterator<Connection> each = connections.values().iterator(); each.hasNext(); ) {
            if (each.next().isOver(now)) {
                each.remove();
            }
        }
    }
}
