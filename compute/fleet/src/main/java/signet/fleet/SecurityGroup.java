package signet.fleet;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.snapshot.View;

/**
 * A security group of a VPC. A VPC's default group has no record before its rules are changed for the first time.
 *
 * @param id {@code sg-…}
 * @param name unique in the VPC
 * @param rules in the order in which they were made
 */
public record SecurityGroup(
        String account, String region, String id, String vpcId, String name, String description, List<Rule> rules) {

    /** The name of every VPC's own group. */
    public static final String DEFAULT = "default";

    /**
     * What a group lets through in one direction, as the API shows it.
     *
     * @param id {@code sgr-…}
     * @param egress whether it is about what members send
     * @param protocol {@code tcp}, {@code udp}, {@code icmp}, {@code icmpv6}, a number, or {@code -1} for all
     * @param from the first port or the ICMP type; -1 for all
     * @param to the last port or the ICMP code; -1 for all
     * @param peer an IPv4 or IPv6 range in CIDR notation, or a group's id
     */
    public record Rule(
            String id,
            boolean egress,
            String protocol,
            int from,
            int to,
            String peer,
            @Nullable String description) {

        /** Whether it is about the members of a group. */
        public boolean namesGroup() {
            return peer.startsWith("sg-");
        }

        /** Whether it is about a range of IPv6 addresses. */
        public boolean namesIpv6() {
            return peer.indexOf(':') >= 0;
        }

        /** Whether both let the same through, whatever they are called. */
        public boolean isSameAs(Rule other) {
            return egress == other.egress
                    && protocol.equals(other.protocol)
                    && from == other.from
                    && to == other.to
                    && peer.equals(other.peer);
        }
    }

    public SecurityGroup {
        Objects.requireNonNull(id);
        rules = List.copyOf(rules);
    }

    /** The key in {@link Tables#SECURITY_GROUPS}. */
    public String key() {
        return key(account, region, id);
    }

    /** The key under which a group is. */
    public static String key(String account, String region, String id) {
        return account + "/" + region + "/" + id;
    }

    /** The same group with other rules. */
    public SecurityGroup with(List<Rule> changed) {
        return new SecurityGroup(account, region, id, vpcId, name, description, changed);
    }

    /** The name of one of an instance's groups. */
    public static String name(View view, Instance instance, String id) {
        return view.get(
                        Tables.SECURITY_GROUPS,
                        key(instance.account(), instance.launch().region(), id))
                .map(SecurityGroup::name)
                .orElse(DEFAULT);
    }

    /** The names of an instance's groups, in the order of the groups. */
    public static List<String> names(View view, Instance instance) {
        return instance.network().securityGroups().stream()
                .map(id -> name(view, instance, id))
                .toList();
    }
}
