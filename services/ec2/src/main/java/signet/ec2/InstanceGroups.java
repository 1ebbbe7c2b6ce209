package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import signet.fleet.Instance;
import signet.fleet.SecurityGroup;
import signet.fleet.Tables;
import signet.instance.NetworkPlace;
import signet.network.Ipv4Range;
import signet.network.Peer;
import signet.network.Protocol;
import signet.network.Rule;
import signet.network.SecurityGroups;
import signet.snapshot.State;
import signet.snapshot.View;

/** What the network has to know of instances: their places in it, and the rules of the groups that they are in by now. */
public final class InstanceGroups implements SecurityGroups {
    private static final java.util.Map<String, Integer> PROTOCOLS = java.util.Map.of(
            "-1", Protocol.ALL, "tcp", Protocol.TCP, "udp", Protocol.UDP, "icmp", Protocol.ICMP, "icmpv6", 58);

    private final State state;
    private final ConcurrentMap<String, Compiled> compiled = new ConcurrentHashMap<>();

    /** A group as the network has it, and the record that it was made of. */
    private record Compiled(SecurityGroup record, signet.network.SecurityGroup group) {}

    /** The groups of the instances of a state. */
    public InstanceGroups(State state) {
        this.state = state;
    }

    /** Where an instance is: in a subnet of its account's default VPC. */
    public static NetworkPlace place(Instance instance) {
        return new NetworkPlace(instance.network().vpcId(), DefaultNetwork.SUBNET_BITS, DefaultNetwork.BITS);
    }

    @Override
    public List<signet.network.SecurityGroup> of(String instanceId) {
        View view = state.current();
        Optional<Instance> instance = view.findOne(Tables.INSTANCES_BY_ID, instanceId);
        List<signet.network.SecurityGroup> groups = new ArrayList<>();
        instance.ifPresent(found -> found.network()
                .securityGroups()
                .forEach(id -> record(view, found, id).ifPresent(record -> groups.add(compile(record)))));
        return groups;
    }

    private static Optional<SecurityGroup> record(View view, Instance instance, String id) {
        String region = instance.launch().region();
        return Groups.find(new Ec2Call(instance.account(), region, view), id);
    }

    private signet.network.SecurityGroup compile(SecurityGroup record) {
        Compiled known = compiled.get(record.id());
        if (known == null || !known.record().equals(record)) {
            known = new Compiled(
                    record, new signet.network.SecurityGroup(record.id(), rules(record, false), rules(record, true)));
            compiled.put(record.id(), known);
        }
        return known.group();
    }

    /** Rules about IPv6 are about nothing that instances have. */
    private static List<Rule> rules(SecurityGroup record, boolean egress) {
        return record.rules().stream()
                .filter(rule -> rule.egress() == egress && !rule.namesIpv6())
                .map(InstanceGroups::rule)
                .toList();
    }

    private static Rule rule(SecurityGroup.Rule rule) {
        Integer known = PROTOCOLS.get(rule.protocol());
        Peer peer = rule.namesGroup()
                ? new Peer.Members(rule.peer())
                : new Peer.Range(Ipv4Range.parse(rule.peer()).orElseThrow());
        return new Rule(known == null ? Integer.parseInt(rule.protocol()) : known, rule.from(), rule.to(), peer);
    }
}
