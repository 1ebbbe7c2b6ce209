package signet.ec2;

import java.util.List;
import signet.model.ec2.AuthorizeSecurityGroupIngressInput;
import signet.model.ec2.CreateSecurityGroupInput;
import signet.model.ec2.DeleteSecurityGroupInput;
import signet.model.ec2.DescribeSecurityGroupsInput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Filter;
import signet.model.ec2.IpPermission;
import signet.model.ec2.IpRange;
import signet.model.ec2.RevokeSecurityGroupIngressInput;
import signet.model.ec2.RevokeSecurityGroupIngressOutput;
import signet.model.ec2.SecurityGroup;
import signet.model.ec2.SecurityGroupRule;
import signet.model.ec2.UserIdGroupPair;

/** Requests about security groups. */
abstract class SecurityGroupWorld extends Ec2Test {
    final String create(String name) {
        return some(ask(
                        Ec2Operations.CREATE_SECURITY_GROUP,
                        CreateSecurityGroupInput.builder()
                                .groupName(name)
                                .description("of a test")
                                .build())
                .groupId());
    }

    static IpPermission.Builder tcp(int from, int to) {
        return IpPermission.builder().ipProtocol("tcp").fromPort(from).toPort(to);
    }

    static IpPermission from(IpPermission.Builder traffic, String cidr) {
        return traffic.ipRanges(List.of(IpRange.builder().cidrIp(cidr).build())).build();
    }

    static IpPermission fromGroup(IpPermission.Builder traffic, String group) {
        return traffic.userIdGroupPairs(
                        List.of(UserIdGroupPair.builder().groupId(group).build()))
                .build();
    }

    static AuthorizeSecurityGroupIngressInput ingress(String group, IpPermission... permissions) {
        return AuthorizeSecurityGroupIngressInput.builder()
                .groupId(group)
                .ipPermissions(List.of(permissions))
                .build();
    }

    final List<SecurityGroupRule> allow(String group, IpPermission... permissions) {
        return some(ask(Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS, ingress(group, permissions))
                .securityGroupRules());
    }

    final RevokeSecurityGroupIngressOutput revoke(String group, IpPermission... permissions) {
        return ask(
                Ec2Operations.REVOKE_SECURITY_GROUP_INGRESS,
                RevokeSecurityGroupIngressInput.builder()
                        .groupId(group)
                        .ipPermissions(List.of(permissions))
                        .build());
    }

    final String refused(String group, IpPermission permission) {
        return error(Ec2Operations.AUTHORIZE_SECURITY_GROUP_INGRESS, ingress(group, permission));
    }

    final SecurityGroup described(String group) {
        return some(ask(
                                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                                DescribeSecurityGroupsInput.builder()
                                        .groupIds(List.of(group))
                                        .build())
                        .securityGroups())
                .getFirst();
    }

    final List<String> found(String filter, String value) {
        return some(ask(
                                Ec2Operations.DESCRIBE_SECURITY_GROUPS,
                                DescribeSecurityGroupsInput.builder()
                                        .filters(List.of(new Filter(filter, List.of(value))))
                                        .build())
                        .securityGroups())
                .stream()
                .map(group -> some(group.groupName()))
                .toList();
    }

    final String delete(String group) {
        return error(
                Ec2Operations.DELETE_SECURITY_GROUP,
                DeleteSecurityGroupInput.builder().groupId(group).build());
    }

    final void deleteNow(String group) {
        ask(
                Ec2Operations.DELETE_SECURITY_GROUP,
                DeleteSecurityGroupInput.builder().groupId(group).build());
    }
}
