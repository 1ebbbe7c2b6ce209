package signet.network;

import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Decides where each packet of an instance goes: to the one instance of the same VPC that has the packet's destination, if the
 * packet comes from the sender's own address and the security groups of both let it through; else nowhere. It never changes a
 * packet. Not safe for use by several threads.
 */
public final class Switch {
    /** How many connections an interface may have under way at a time. */
    static final int CONNECTIONS = 8192;

    private final SecurityGroups groups;
    private final LongSupplier nanoTime;
    private final int capacity;
    private final Map<Place, Port> ports = new HashMap<>();

    /** An address in a VPC: two VPCs may have the same addresses. */
    private record Place(String vpcId, int address) {}

    /**
     * A switch without ports.
     *
     * @param nanoTime as {@link System#nanoTime}
     */
    public Switch(SecurityGroups groups, LongSupplier nanoTime) {
        this(groups, nanoTime, CONNECTIONS);
    }

    Switch(SecurityGroups groups, LongSupplier nanoTime, int capacity) {
        this.groups = groups;
        this.nanoTime = nanoTime;
        this.capacity = capacity;
    }

    /**
     * Plugs an interface in.
     *
     * @throws IllegalStateException if another has its address in its VPC
     */
    public Port attach(Nic nic) {
        Port port = new Port(nic, new Tracker(capacity), groups);
        if (ports.putIfAbsent(new Place(nic.vpcId(), nic.number()), port) != null) {
            throw new IllegalStateException("The address " + nic.address().getHostAddress() + " is in use");
        }
        return port;
    }

    /** Unplugs an interface. Its connections are forgotten everywhere, as its address may get another owner. */
    public void detach(Port port) {
        Nic nic = port.nic();
        if (ports.remove(new Place(nic.vpcId(), nic.number()), port)) {
            ports.forEach((place, other) -> {
                if (place.vpcId().equals(nic.vpcId())) {
                    other.tracker().forget(nic.number());
                }
            });
        }
    }

    /**
     * Where a packet goes.
     *
     * @param from by which it came, one of this switch's
     * @param bytes the packet, from index 0 on, whatever the buffer's position; big endian, as a new buffer is
     * @param length how many bytes it has
     */
    public Verdict route(Port from, ByteBuffer bytes, int length) {
        return switch (Packet.read(bytes, length)) {
            case Drop drop -> drop;
            case Packet packet -> route(from, packet);
        };
    }

    private Verdict route(Port from, Packet packet) {
        if (packet.source() != from.nic().number()) {
            return Drop.SPOOFED;
        }
        Port to = ports.get(new Place(from.nic().vpcId(), packet.destination()));
        if (to == null || to == from) {
            return Drop.NOBODY;
        }
        if (packet.icmpType() == Packet.ICMP_REDIRECT) {
            return Drop.REDIRECT;
        }
        long now = nanoTime.getAsLong();
        Port.Admission out = from.sends(packet, to, now);
        if (out != Port.Admission.YES) {
            return out == Port.Admission.NO ? Drop.EGRESS : Drop.TRACKED_TOO_MANY;
        }
        Port.Admission in = to.receives(packet, from, now);
        if (in != Port.Admission.YES) {
            return in == Port.Admission.NO ? Drop.INGRESS : Drop.TRACKED_TOO_MANY;
        }
        return to;
    }
}
