package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeSecurityGroupsInput;
import signet.model.ec2.DescribeSecurityGroupsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.IpPermission;
import signet.model.ec2.IpRange;
import signet.model.ec2.SecurityGroup;
import signet.model.ec2.UserIdGroupPair;

/** Shows the default security group, the only one there is. */
final class DescribeSecurityGroups implements Describe<DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput> {
    @Override
    public OperationModel<DescribeSecurityGroupsInput, DescribeSecurityGroupsOutput> model() {
        return Ec2Operations.DESCRIBE_SECURITY_GROUPS;
    }

    @Override
    public DescribeSecurityGroupsOutput handle(Authorized<DescribeSecurityGroupsInput> request) {
        DescribeSecurityGroupsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<DefaultNetwork> all = List.of(DefaultNetwork.of(call));
        for (String name : input.groupNames() == null ? List.<String>of() : input.groupNames()) {
            if (!name.equals("default")) {
                throw unknown(name);
            }
        }
        for (String id : input.groupIds() == null ? List.<String>of() : input.groupIds()) {
            if (!id.equals(all.getFirst().securityGroupId())) {
                throw unknown(id);
            }
        }
        Filters<DefaultNetwork> filters = new Filters<DefaultNetwork>()
                .on("group-id", DefaultNetwork::securityGroupId)
                .on("group-name", network -> "default")
                .on("description", network -> "default VPC security group")
                .on("vpc-id", DefaultNetwork::vpcId)
                .on("owner-id", DefaultNetwork::account)
                .tagged(network -> Tags.of(call.view(), call.account(), network.securityGroupId()));
        Paging.Page<DefaultNetwork> page = Paging.page(
                filters.apply(input.filters(), all),
                DefaultNetwork::securityGroupId,
                input.maxResults(),
                input.nextToken(),
                5,
                1000);
        return DescribeSecurityGroupsOutput.builder()
                .securityGroups(page.items().stream()
                        .map(network -> answer(call, network))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static signet.model.AwsError unknown(String group) {
        return Errors.of("InvalidGroup.NotFound", "The security group '" + group + "' does not exist");
    }

    private static SecurityGroup answer(Ec2Call call, DefaultNetwork network) {
        String id = network.securityGroupId();
        IpPermission members = IpPermission.builder()
                .ipProtocol("-1")
                .userIdGroupPairs(List.of(UserIdGroupPair.builder()
                        .userId(network.account())
                        .groupId(id)
                        .build()))
                .ipRanges(List.of())
                .ipv6Ranges(List.of())
                .prefixListIds(List.of())
                .build();
        IpPermission everywhere = IpPermission.builder()
                .ipProtocol("-1")
                .userIdGroupPairs(List.of())
                .ipRanges(List.of(IpRange.builder().cidrIp("0.0.0.0/0").build()))
                .ipv6Ranges(List.of())
                .prefixListIds(List.of())
                .build();
        return SecurityGroup.builder()
                .groupId(id)
                .groupName("default")
                .description("default VPC security group")
                .vpcId(network.vpcId())
                .ownerId(network.account())
                .securityGroupArn(call.arn("security-group", id))
                .ipPermissions(List.of(members))
                .ipPermissionsEgress(List.of(everywhere))
                .tags(Tags.list(Tags.of(call.view(), call.account(), id)))
                .build();
    }
}
