package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.fleet.SecurityGroup;
import signet.model.ec2.IpPermission;
import signet.model.ec2.IpRange;
import signet.model.ec2.Ipv6Range;
import signet.model.ec2.UserIdGroupPair;

/** The rules of one direction that a request describes; they have no ids yet. */
final class AskedRules {
    private static final Map<String, String> NAMES = Map.of("6", "tcp", "17", "udp", "1", "icmp", "58", "icmpv6");
    private static final Pattern NUMBER = Pattern.compile("0|[1-9]\\d?|1\\d\\d|2[0-4]\\d|25[0-5]");
    private static final Pattern DESCRIPTION = Pattern.compile("[a-zA-Z0-9. _\\-:/()#,@\\[\\]+=&;{}!$*]{0,255}");
    private static final int LAST_PORT = 65_535;
    private static final int LAST_ICMP = 255;

    private final Ec2Call call;
    private final boolean egress;
    private final List<SecurityGroup.Rule> rules = new ArrayList<>();

    private AskedRules(Ec2Call call, boolean egress) {
        this.call = call;
        this.egress = egress;
    }

    /** All of them; none may be there twice. */
    static List<SecurityGroup.Rule> of(Ec2Call call, boolean egress, List<IpPermission> permissions) {
        AskedRules asked = new AskedRules(call, egress);
        for (IpPermission permission : permissions) {
            int before = asked.rules.size();
            asked.add(permission);
            if (asked.rules.size() == before) {
                throw Errors.of(
                        "MissingParameter",
                        "Missing source specification: include source security group or CIDR information");
            }
        }
        for (int i = 0; i < asked.rules.size(); i++) {
            SecurityGroup.Rule rule = asked.rules.get(i);
            if (asked.rules.subList(0, i).stream().anyMatch(rule::isSameAs)) {
                throw Errors.invalidValue("The same permission must not appear multiple times");
            }
        }
        return List.copyOf(asked.rules);
    }

    private void add(IpPermission permission) {
        Members.only(
                IpPermission.SCHEMA,
                permission,
                "IpPermissions",
                "IpProtocol",
                "FromPort",
                "ToPort",
                "IpRanges",
                "Ipv6Ranges",
                "UserIdGroupPairs");
        String protocol = protocol(permission.ipProtocol());
        checkPorts(protocol, permission.fromPort(), permission.toPort());
        boolean ported = hasPorts(protocol);
        int from = ported ? Objects.requireNonNullElse(permission.fromPort(), -1) : -1;
        int to = ported ? Objects.requireNonNullElse(permission.toPort(), -1) : -1;
        for (IpRange range : listed(permission.ipRanges())) {
            add(protocol, from, to, Cidrs.ipv4(required(range.cidrIp(), "CidrIp")), range.description());
        }
        for (Ipv6Range range : listed(permission.ipv6Ranges())) {
            add(protocol, from, to, Cidrs.ipv6(required(range.cidrIpv6(), "CidrIpv6")), range.description());
        }
        for (UserIdGroupPair pair : listed(permission.userIdGroupPairs())) {
            add(protocol, from, to, group(pair), pair.description());
        }
    }

    private void add(String protocol, int from, int to, String peer, @Nullable String description) {
        if (description != null && !DESCRIPTION.matcher(description).matches()) {
            throw Errors.invalidValue(
                    "Invalid rule description. Valid descriptions are strings less than 256 characters"
                            + " from the following set:  a-zA-Z0-9. _-:/()#,@[]+=&;{}!$*");
        }
        rules.add(new SecurityGroup.Rule("", egress, protocol, from, to, peer, description));
    }

    private String group(UserIdGroupPair pair) {
        Members.only(
                UserIdGroupPair.SCHEMA,
                pair,
                "UserIdGroupPairs",
                "GroupId",
                "GroupName",
                "UserId",
                "VpcId",
                "Description");
        SecurityGroup found = Groups.named(call, pair.groupId(), pair.groupName());
        boolean other = pair.userId() != null && !pair.userId().equals(call.account());
        if (other || (pair.vpcId() != null && !pair.vpcId().equals(found.vpcId()))) {
            throw Groups.unknown(found.id());
        }
        return found.id();
    }

    private static String protocol(@Nullable String asked) {
        String name = required(asked, "IpProtocol").toLowerCase(Locale.ROOT);
        String known = NAMES.getOrDefault(name, name);
        if (!NAMES.containsValue(known)
                && !known.equals("-1")
                && !NUMBER.matcher(known).matches()) {
            throw Errors.invalidValue("Invalid value '" + asked + "' for IP protocol. Unknown protocol.");
        }
        return known;
    }

    /** Whether ports, or a type and a code, are part of a rule of this protocol. */
    static boolean hasPorts(String protocol) {
        return NAMES.containsValue(protocol);
    }

    private static void checkPorts(String protocol, @Nullable Integer from, @Nullable Integer to) {
        switch (protocol) {
            case "tcp", "udp" -> {
                if (from == null || to == null) {
                    throw Errors.invalidValue(
                            "Invalid value 'Must specify both from and to ports with TCP/UDP.' for portRange.");
                }
                range("TCP/UDP port", from, 0, LAST_PORT);
                range("TCP/UDP port", to, 0, LAST_PORT);
                if (from > to) {
                    throw Errors.invalidValue("Invalid TCP/UDP port range (" + from + ":" + to + ")");
                }
            }
            case "icmp" -> {
                if (from == null || to == null) {
                    throw Errors.invalidValue(
                            "Invalid value 'Must specify both from and to ports with ICMP.' for portRange.");
                }
                checkIcmp(from, to);
            }
            case "icmpv6" -> checkIcmp(Objects.requireNonNullElse(from, -1), Objects.requireNonNullElse(to, -1));
            default -> {}
        }
    }

    /** Of all types there are all codes. */
    private static void checkIcmp(int type, int code) {
        range("ICMP type", type, -1, LAST_ICMP);
        range("ICMP code", code, -1, type == -1 ? -1 : LAST_ICMP);
    }

    private static void range(String what, int value, int least, int most) {
        if (value < least || value > most) {
            throw Errors.of("InvalidPermission.Malformed", what + " (" + value + ") out of range");
        }
    }

    private static String required(@Nullable String value, String parameter) {
        if (value == null) {
            throw Errors.missing(parameter);
        }
        return value;
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
