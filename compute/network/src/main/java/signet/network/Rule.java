package signet.network;

import java.util.Objects;
import java.util.Set;

/**
 * What a security group lets through in one direction (EC2 User Guide, "Security group rules").
 *
 * @param protocol the protocol's number, or {@link Protocol#ALL}
 * @param from of TCP and UDP the first port, of ICMP the type; -1 is all. Of other protocols without meaning
 * @param to of TCP and UDP the last port, of ICMP the code; -1 is all. Of other protocols without meaning
 * @param peer with whom
 */
public record Rule(int protocol, int from, int to, Peer peer) {
    private static final int LAST_PORT = 65_535;

    public Rule {
        if (protocol < Protocol.ALL || protocol > 255 || from < -1 || to < -1 || from > LAST_PORT || to > LAST_PORT) {
            throw new IllegalArgumentException("Not a rule: " + protocol + ", " + from + " to " + to);
        }
        Objects.requireNonNull(peer);
    }

    /** Everything from or to a peer. */
    public static Rule everything(Peer peer) {
        return new Rule(Protocol.ALL, -1, -1, peer);
    }

    boolean permits(Packet packet, int remote, Set<String> remoteGroups) {
        return permitsPeer(remote, remoteGroups) && permitsTraffic(packet);
    }

    private boolean permitsPeer(int remote, Set<String> remoteGroups) {
        return switch (peer) {
            case Peer.Range range -> range.range().contains(remote);
            case Peer.Members members -> remoteGroups.contains(members.groupId());
        };
    }

    private boolean permitsTraffic(Packet packet) {
        if (protocol == Protocol.ALL) {
            return true;
        }
        if (protocol != packet.protocol()) {
            return false;
        }
        return switch (protocol) {
            case Protocol.TCP, Protocol.UDP ->
                from == -1 || (packet.destinationPort() >= from && packet.destinationPort() <= to);
            case Protocol.ICMP -> (from == -1 || from == packet.icmpType()) && (to == -1 || to == packet.icmpCode());
            default -> true;
        };
    }

    /** Whether it speaks of all addresses. */
    boolean isForEveryone() {
        return peer.equals(new Peer.Range(Ipv4Range.ALL));
    }

    /** Whether it lets all traffic of TCP or UDP through, with everyone. */
    boolean permitsAllOf(int transport) {
        return isForEveryone()
                && (protocol == Protocol.ALL
                        || (protocol == transport && (from == -1 || (from == 0 && to == LAST_PORT))));
    }
}
