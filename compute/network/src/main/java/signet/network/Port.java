package signet.network;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Where an instance's interface is plugged into a {@link Switch}. */
public final class Port implements Verdict {
    private final Nic nic;
    private final Tracker tracker;
    private final SecurityGroups groups;

    Port(Nic nic, Tracker tracker, SecurityGroups groups) {
        this.nic = nic;
        this.tracker = tracker;
        this.groups = groups;
    }

    /** The interface. */
    public Nic nic() {
        return nic;
    }

    Tracker tracker() {
        return tracker;
    }

    /** The ids of the security groups that the interface is in. */
    private Set<String> groupIds() {
        return groups.of(nic.instanceId()).stream().map(SecurityGroup::id).collect(Collectors.toSet());
    }

    /** Whether a packet may leave by this port. */
    Admission sends(Packet packet, Port receiver, long now) {
        return admits(packet, Flow.ofSender(packet), receiver, true, now);
    }

    /** Whether a packet may arrive at this port. */
    Admission receives(Packet packet, Port sender, long now) {
        return admits(packet, Flow.ofReceiver(packet), sender, false, now);
    }

    /** What a port says to a packet. */
    enum Admission {
        YES,
        NO,
        TOO_MANY
    }

    private Admission admits(Packet packet, Flow flow, Port other, boolean outgoing, long now) {
        // Who opens a connection asks the rules, whatever was between these two before: else a rule that is revoked
        // would not
        // close the way for one that keeps its port.
        if (!packet.opens() && tracker.carries(flow, packet, outgoing, now)) {
            return Admission.YES;
        }
        if (isAboutTracked(packet, outgoing, now)) {
            return Admission.YES;
        }
        List<SecurityGroup> mine = groups.of(nic.instanceId());
        List<Rule> here = rules(mine, outgoing);
        Set<String> otherIds = other.groupIds();
        if (here.stream().noneMatch(rule -> rule.permits(packet, other.nic.number(), otherIds))) {
            return Admission.NO;
        }
        if (isUntracked(packet, here, rules(mine, !outgoing)) || tracker.begin(flow, packet, outgoing, now)) {
            return Admission.YES;
        }
        return Admission.TOO_MANY;
    }

    /** An ICMP error belongs to the connection that it complains about, which the receiver began or carries. */
    private boolean isAboutTracked(Packet packet, boolean outgoing, long now) {
        Packet cause = packet.cause();
        if (cause == null || cause.source() != packet.destination() || cause.destination() != packet.source()) {
            return false;
        }
        return tracker.knows(outgoing ? Flow.ofReceiver(cause) : Flow.ofSender(cause), now);
    }

    private static List<Rule> rules(List<SecurityGroup> groups, boolean outgoing) {
        return groups.stream()
                .flatMap(group -> (outgoing ? group.egress() : group.ingress()).stream())
                .toList();
    }

    /**
     * Whether the rules alone let a flow of TCP or UDP through in both directions, for it is one that everyone may begin and whose
     * answers may go to everyone. It need not be followed, and ends with its rule. The packet may be the first one or an answer.
     */
    private static boolean isUntracked(Packet packet, List<Rule> here, List<Rule> back) {
        int protocol = packet.protocol();
        if (protocol != Protocol.TCP && protocol != Protocol.UDP) {
            return false;
        }
        if (isForEveryone(packet, here) && isAllowedAltogether(protocol, back)) {
            return true;
        }
        return !packet.opens() && isForEveryone(packet.reversed(), back) && isAllowedAltogether(protocol, here);
    }

    private static boolean isForEveryone(Packet packet, List<Rule> rules) {
        return rules.stream().anyMatch(rule -> rule.isForEveryone() && rule.permits(packet, 0, Set.of()));
    }

    private static boolean isAllowedAltogether(int protocol, List<Rule> rules) {
        return rules.stream().anyMatch(rule -> rule.permitsAllOf(protocol));
    }

    @Override
    public String toString() {
        return nic.instanceId() + " at " + nic.address().getHostAddress();
    }
}
