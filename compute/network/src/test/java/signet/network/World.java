package signet.network;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A switch, instances called by their addresses, and a clock that tests move. */
final class World {
    static final String A = "172.31.0.4";
    static final String B = "172.31.0.5";
    static final String C = "172.31.16.6";
    static final Peer EVERYONE = new Peer.Range(Ipv4Range.ALL);
    static final List<Rule> ALL = List.of(Rule.everything(EVERYONE));

    private final Map<String, List<SecurityGroup>> memberships = new HashMap<>();
    private final Map<String, Port> ports = new LinkedHashMap<>();
    private long now = Long.MAX_VALUE - 1000;
    final Switch decisions;

    World() {
        this(Switch.CONNECTIONS);
    }

    World(int capacity) {
        decisions = new Switch(id -> memberships.getOrDefault(id, List.of()), () -> now, capacity);
    }

    Port attach(String address) {
        return attach("vpc-1", address);
    }

    Port attach(String vpc, String address) {
        Port port = decisions.attach(new Nic(vpc + "/" + address, vpc, Inet4Address.ofLiteral(address)));
        ports.put(vpc + "/" + address, port);
        return port;
    }

    /** Puts the instance at an address of the first VPC into groups, and out of all others. */
    void groups(String address, SecurityGroup... groups) {
        memberships.put("vpc-1/" + address, List.of(groups));
    }

    void allow(String address, List<Rule> ingress, List<Rule> egress) {
        groups(address, new SecurityGroup("sg-" + address, ingress, egress));
    }

    void pass(long nanos) {
        now += nanos;
    }

    Verdict send(String from, ByteBuffer packet) {
        return decisions.route(port(from), packet, packet.capacity());
    }

    Port port(String address) {
        return java.util.Objects.requireNonNull(ports.get("vpc-1/" + address));
    }
}
