package signet.network;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Random networks, rules and packets: the switch has to say of each first packet what a slow reference says, which knows
 * nothing but the rules as text, and of each answer that it passes.
 */
final class ReferenceTest {
    private static final int NETWORKS = 2000;
    private static final int PACKETS = 60;
    private static final List<String> GROUPS = List.of("sg-1", "sg-2", "sg-3");
    private static final List<String> RANGES =
            List.of("0.0.0.0/0", "172.31.0.0/24", "172.31.0.4/30", "172.31.0.5/32", "10.0.0.0/8");
    private static final int[] PROTOCOLS = {-1, 1, 6, 17, 50};

    /** A rule in words. */
    private record Words(int protocol, int from, int to, String peer) {
        Rule rule() {
            Peer other = peer.startsWith("sg-")
                    ? new Peer.Members(peer)
                    : new Peer.Range(Ipv4Range.parse(peer).orElseThrow());
            return new Rule(protocol, from, to, other);
        }
    }

    private record Host(String vpc, String address, List<String> groups) {
        String id() {
            return vpc + "/" + address;
        }
    }

    /** What a packet is made of; {@code from} and {@code to} are ports, or an ICMP type and code. */
    private record Sent(int protocol, String source, String destination, int from, int to) {
        ByteBuffer bytes() {
            return switch (protocol) {
                case 1 -> Packets.icmp(source, destination, from, to, 9);
                case 6 -> Packets.tcp(source, from, destination, to, Packets.SYN);
                case 17 -> Packets.udp(source, from, destination, to);
                default -> Packets.ip(source, destination, protocol, new byte[8]);
            };
        }

        ByteBuffer answer() {
            return switch (protocol) {
                case 1 -> Packets.icmp(/* source= */ destination, /* destination= */ source, 0, 0, 9);
                case 6 -> Packets.tcp(destination, to, source, from, Packets.SYN_ACK);
                case 17 -> Packets.udp(destination, to, source, from);
                default -> Packets.ip(/* source= */ destination, /* destination= */ source, protocol, new byte[8]);
            };
        }
    }

    private final Random random = new Random(31);
    private final Map<String, List<Words>> ingress = new HashMap<>();
    private final Map<String, List<Words>> egress = new HashMap<>();
    private final List<Host> hosts = new ArrayList<>();
    private int delivered;

    @Test
    void theSwitchDecidesAsTheReferenceDoes() {
        for (int network = 0; network < NETWORKS; network++) {
            make();
            for (int i = 0; i < PACKETS; i++) {
                check(network);
            }
        }
        assertTrue(delivered > NETWORKS, "too few packets were let through to say anything: " + delivered);
    }

    private void check(int network) {
        // A new switch for each packet: there are no connections yet.
        Switch decisions = new Switch(this::groupsOf, () -> 0);
        Map<String, Port> ports = new HashMap<>();
        for (Host host : hosts) {
            ports.put(
                    host.id(),
                    decisions.attach(new Nic(host.id(), host.vpc(), Inet4Address.ofLiteral(host.address()))));
        }
        Host from = pick(hosts);
        Sent sent = packet(from);
        Port port = java.util.Objects.requireNonNull(ports.get(from.id()));
        ByteBuffer bytes = sent.bytes();

        Verdict verdict = decisions.route(port, bytes, bytes.capacity());

        String expected = reference(from, sent);
        String found = verdict instanceof Port to ? to.nic().instanceId() : "";
        assertEquals(
                expected,
                found,
                () -> "network " + network + ": " + from + " sends " + sent + " → " + verdict + " with " + ingress
                        + " and " + egress);
        if (verdict instanceof Port to) {
            delivered++;
            if (sent.protocol() != 1 || sent.from() == 8) {
                ByteBuffer answer = sent.answer();
                assertEquals(port, decisions.route(to, answer, answer.capacity()), () -> "the answer to " + sent);
            }
        }
    }

    /** Who gets a packet; empty if nobody does. */
    private String reference(Host from, Sent sent) {
        if (!sent.source().equals(from.address())) {
            return "";
        }
        for (Host to : hosts) {
            if (!to.equals(from) && to.vpc().equals(from.vpc()) && to.address().equals(sent.destination())) {
                boolean isRedirect = sent.protocol() == 1 && sent.from() == 5;
                boolean out = anyLets(egress, from, to, sent);
                boolean in = anyLets(ingress, to, from, sent);
                return out && in && !isRedirect ? to.id() : "";
            }
        }
        return "";
    }

    private boolean anyLets(Map<String, List<Words>> rules, Host owner, Host other, Sent sent) {
        for (String group : owner.groups()) {
            for (Words words : rules.getOrDefault(group, List.of())) {
                boolean peer = words.peer().startsWith("sg-")
                        ? other.groups().contains(words.peer())
                        : isIn(other.address(), words.peer());
                if (peer && isAbout(words, sent)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isAbout(Words words, Sent sent) {
        if (words.protocol() == -1) {
            return true;
        }
        if (words.protocol() != sent.protocol()) {
            return false;
        }
        if (sent.protocol() == 1) {
            return (words.from() == -1 || words.from() == sent.from()) && (words.to() == -1 || words.to() == sent.to());
        }
        return sent.protocol() == 50 || (sent.to() >= words.from() && sent.to() <= words.to());
    }

    /** By comparing digits. */
    private static boolean isIn(String address, String range) {
        int bits = Integer.parseInt(range.substring(range.indexOf('/') + 1));
        return digits(address)
                .substring(0, bits)
                .equals(digits(range.substring(0, range.indexOf('/'))).substring(0, bits));
    }

    private static String digits(String address) {
        StringBuilder digits = new StringBuilder();
        for (String part : address.split("\\.", -1)) {
            String binary = Integer.toBinaryString(Integer.parseInt(part));
            digits.append("0".repeat(8 - binary.length())).append(binary);
        }
        return digits.toString();
    }

    private List<SecurityGroup> groupsOf(String id) {
        return hosts.stream()
                .filter(host -> host.id().equals(id))
                .flatMap(host -> host.groups().stream())
                .map(group -> new SecurityGroup(group, rules(ingress, group), rules(egress, group)))
                .toList();
    }

    private static List<Rule> rules(Map<String, List<Words>> all, String group) {
        return all.getOrDefault(group, List.of()).stream().map(Words::rule).toList();
    }

    private void make() {
        hosts.clear();
        for (String vpc : List.of("vpc-1", "vpc-2")) {
            for (int last = 4; last < 8; last++) {
                List<String> groups =
                        GROUPS.stream().filter(group -> random.nextInt(3) == 0).toList();
                hosts.add(new Host(vpc, "172.31.0." + last, groups));
            }
        }
        ingress.clear();
        egress.clear();
        for (String group : GROUPS) {
            ingress.put(group, someRules());
            egress.put(group, random.nextBoolean() ? List.of(new Words(-1, -1, -1, "0.0.0.0/0")) : someRules());
        }
    }

    private List<Words> someRules() {
        List<Words> rules = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            int protocol = PROTOCOLS[random.nextInt(PROTOCOLS.length)];
            String peer = random.nextBoolean() ? pick(GROUPS) : pick(RANGES);
            rules.add(
                    switch (protocol) {
                        case 1 -> new Words(1, random.nextInt(-1, 9), random.nextInt(-1, 2), peer);
                        case 6, 17 -> {
                            int first = random.nextInt(100);
                            yield new Words(protocol, first, random.nextInt(first, 101), peer);
                        }
                        default -> new Words(protocol, -1, -1, peer);
                    });
        }
        return rules;
    }

    private Sent packet(Host from) {
        int protocol = PROTOCOLS[1 + random.nextInt(PROTOCOLS.length - 1)];
        String source = random.nextInt(10) == 0 ? pick(hosts).address() : from.address();
        String destination =
                random.nextInt(10) == 0 ? "172.31.0.99" : pick(hosts).address();
        return protocol == 1
                ? new Sent(1, source, destination, random.nextInt(9), random.nextInt(2))
                : new Sent(protocol, source, destination, random.nextInt(1, 100), random.nextInt(1, 100));
    }

    private <T> T pick(List<T> list) {
        return list.get(random.nextInt(list.size()));
    }
}
