package signet.network;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
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
        Function<SecurityGroup, List<Rule>> rules = outgoing ? SecurityGroup::egress : SecurityGroup::ingress;
        Set<String> otherIds = other.groupIds();
        List<Rule> permitting = mine.stream()
                .flatMap(group -> rules.apply(group).stream())
                .filter(rule -> rule.permits(packet, other.nic.number(), otherIds))
                .toList();
        if (permitting.isEmpty()) {
            return Admission.NO;
        }
        if (isUntracked(packet, permitting, mine, outgoing) || tracker.begin(flow, packet, outgoing, now)) {
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

    /** TCP and UDP that everyone may send, with answers that go to everyone, need not be followed, and end with their rule. */
    private static boolean isUntracked(
            Packet packet, List<Rule> permitting, List<SecurityGroup> mine, boolean outgoing) {
        int protocol = packet.protocol();
        if (protocol != Protocol.TCP && protocol != Protocol.UDP) {
            return false;
        }
        return permitting.stream().anyMatch(Rule::isForEveryone)
                && mine.stream()
                        .flatMap(group -> (outgoing ? group.ingress() : group.egress()).stream())
                        .anyMatch(rule -> rule.permitsAllOf(protocol));
    }

    @Override
    public String toString() {
        return nic.instanceId() + " at " + nic.address().getHostAddress();
    }
}
