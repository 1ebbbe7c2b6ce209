package signet.ec2;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import signet.fleet.SecurityGroup;
import signet.model.ec2.IpPermission;
import signet.model.ec2.IpRange;
import signet.model.ec2.Ipv6Range;
import signet.model.ec2.ReferencedSecurityGroup;
import signet.model.ec2.RevokedSecurityGroupRule;
import signet.model.ec2.SecurityGroupRule;
import signet.model.ec2.UserIdGroupPair;

/** Rules as the API shows them: one by one, or gathered by what they let through. */
final class RuleAnswers {
    private RuleAnswers() {}

    static SecurityGroupRule rule(Ec2Call call, SecurityGroup group, SecurityGroup.Rule rule) {
        return SecurityGroupRule.builder()
                .securityGroupRuleId(rule.id())
                .securityGroupRuleArn(call.arn(Groups.RULE_TYPE, rule.id()))
                .groupId(group.id())
                .groupOwnerId(group.account())
                .isEgress(rule.egress())
                .ipProtocol(rule.protocol())
                .fromPort(rule.from())
                .toPort(rule.to())
                .cidrIpv4(ipv4(rule))
                .cidrIpv6(rule.namesIpv6() ? rule.peer() : null)
                .referencedGroupInfo(
                        rule.namesGroup()
                                ? ReferencedSecurityGroup.builder()
                                        .groupId(rule.peer())
                                        .userId(group.account())
                                        .vpcId(group.vpcId())
                                        .build()
                                : null)
                .description(rule.description())
                .tags(Tags.list(Tags.of(call.view(), call.account(), rule.id())))
                .build();
    }

    static RevokedSecurityGroupRule revoked(SecurityGroup group, SecurityGroup.Rule rule) {
        return RevokedSecurityGroupRule.builder()
                .securityGroupRuleId(rule.id())
                .groupId(group.id())
                .isEgress(rule.egress())
                .ipProtocol(rule.protocol())
                .fromPort(rule.from())
                .toPort(rule.to())
                .cidrIpv4(ipv4(rule))
                .cidrIpv6(rule.namesIpv6() ? rule.peer() : null)
                .referencedGroupId(rule.namesGroup() ? rule.peer() : null)
                .description(rule.description())
                .build();
    }

    private static @Nullable String ipv4(SecurityGroup.Rule rule) {
        return rule.namesGroup() || rule.namesIpv6() ? null : rule.peer();
    }

    /** What rules with the same protocol and ports have in common is said once. */
    private record Traffic(String protocol, int from, int to) {
        static Traffic of(SecurityGroup.Rule rule) {
            return new Traffic(rule.protocol(), rule.from(), rule.to());
        }
    }

    static List<IpPermission> permissions(String account, List<SecurityGroup.Rule> rules) {
        Map<Traffic, List<SecurityGroup.Rule>> gathered = new LinkedHashMap<>();
        rules.forEach(rule -> gathered.computeIfAbsent(Traffic.of(rule), _ -> new ArrayList<>())
                .add(rule));
        return gathered.entrySet().stream()
                .map(each -> permission(account, each.getKey(), each.getValue()))
                .toList();
    }

    private static IpPermission permission(String account, Traffic traffic, List<SecurityGroup.Rule> rules) {
        boolean ported = AskedRules.hasPorts(traffic.protocol());
        return IpPermission.builder()
                .ipProtocol(traffic.protocol())
                .fromPort(ported ? traffic.from() : null)
                .toPort(ported ? traffic.to() : null)
                .ipRanges(rules.stream()
                        .filter(rule -> ipv4(rule) != null)
                        .map(rule -> IpRange.builder()
                                .cidrIp(rule.peer())
                                .description(rule.description())
                                .build())
                        .toList())
                .ipv6Ranges(rules.stream()
                        .filter(SecurityGroup.Rule::namesIpv6)
                        .map(rule -> Ipv6Range.builder()
                                .cidrIpv6(rule.peer())
                                .description(rule.description())
                                .build())
                        .toList())
                .userIdGroupPairs(rules.stream()
                        .filter(SecurityGroup.Rule::namesGroup)
                        .map(rule -> UserIdGroupPair.builder()
                                .userId(account)
                                .groupId(rule.peer())
                                .description(rule.description())
                                .build())
                        .toList())
                .prefixListIds(List.of())
                .build();
    }
}
