package signet.ec2;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.fleet.SecurityGroup;
import signet.model.ec2.AuthorizeSecurityGroupEgressInput;
import signet.model.ec2.AuthorizeSecurityGroupIngressInput;
import signet.model.ec2.IpPermission;
import signet.model.ec2.IpRange;
import signet.model.ec2.RevokeSecurityGroupEgressInput;
import signet.model.ec2.RevokeSecurityGroupIngressInput;
import signet.model.ec2.TagSpecification;

/**
 * A request to add or to remove rules of a group, whichever of the four it is.
 *
 * @param permissions the rules by what they are
 * @param ids the rules by their ids
 * @param tags of rules that are made
 */
record RuleChange(
        boolean egress,
        @Nullable String groupId,
        @Nullable String groupName,
        List<IpPermission> permissions,
        List<String> ids,
        List<TagSpecification> tags) {

    RuleChange {
        permissions = List.copyOf(permissions);
        ids = List.copyOf(ids);
        tags = List.copyOf(tags);
    }

    static RuleChange of(AuthorizeSecurityGroupIngressInput input) {
        return new RuleChange(
                false,
                input.groupId(),
                input.groupName(),
                permissions(
                        input.ipPermissions(), input.ipProtocol(), input.fromPort(), input.toPort(), input.cidrIp()),
                List.of(),
                listed(input.tagSpecifications()));
    }

    static RuleChange of(AuthorizeSecurityGroupEgressInput input) {
        return new RuleChange(
                true,
                input.groupId(),
                null,
                listed(input.ipPermissions()),
                List.of(),
                listed(input.tagSpecifications()));
    }

    static RuleChange of(RevokeSecurityGroupIngressInput input) {
        return new RuleChange(
                false,
                input.groupId(),
                input.groupName(),
                permissions(
                        input.ipPermissions(), input.ipProtocol(), input.fromPort(), input.toPort(), input.cidrIp()),
                listed(input.securityGroupRuleIds()),
                List.of());
    }

    static RuleChange of(RevokeSecurityGroupEgressInput input) {
        return new RuleChange(
                true,
                input.groupId(),
                null,
                listed(input.ipPermissions()),
                listed(input.securityGroupRuleIds()),
                List.of());
    }

    SecurityGroup group(Ec2Call call) {
        return Groups.named(call, groupId, groupName);
    }

    /** The rules that it describes. */
    List<SecurityGroup.Rule> rules(Ec2Call call) {
        return AskedRules.of(call, egress, permissions);
    }

    /** One rule may be given without a list. */
    private static List<IpPermission> permissions(
            @Nullable List<IpPermission> listed,
            @Nullable String protocol,
            @Nullable Integer from,
            @Nullable Integer to,
            @Nullable String cidr) {
        boolean flat = protocol != null || from != null || to != null || cidr != null;
        if (!flat) {
            return listed(listed);
        }
        if (listed != null && !listed.isEmpty()) {
            throw Errors.combination(
                    "The parameter ipPermissions may not be used in combination with others of a rule");
        }
        return List.of(IpPermission.builder()
                .ipProtocol(protocol)
                .fromPort(from)
                .toPort(to)
                .ipRanges(
                        cidr == null
                                ? List.of()
                                : List.of(IpRange.builder().cidrIp(cidr).build()))
                .build());
    }

    private static <T> List<T> listed(@Nullable List<T> list) {
        return Objects.requireNonNullElse(list, List.of());
    }
}
