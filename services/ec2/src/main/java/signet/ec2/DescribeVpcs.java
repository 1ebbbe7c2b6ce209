package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.DescribeVpcsInput;
import signet.model.ec2.DescribeVpcsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.Vpc;
import signet.model.ec2.VpcCidrBlockAssociation;
import signet.model.ec2.VpcCidrBlockState;

/** Shows the default VPC, the only one there is. */
final class DescribeVpcs implements Describe<DescribeVpcsInput, DescribeVpcsOutput> {
    @Override
    public OperationModel<DescribeVpcsInput, DescribeVpcsOutput> model() {
        return Ec2Operations.DESCRIBE_VPCS;
    }

    @Override
    public DescribeVpcsOutput handle(Authorized<DescribeVpcsInput> request) {
        DescribeVpcsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<DefaultNetwork> chosen = Select.named(
                List.of(DefaultNetwork.of(call)), input.vpcIds(), DefaultNetwork::vpcId, "InvalidVpcID", "vpc");
        Filters<DefaultNetwork> filters = new Filters<DefaultNetwork>()
                .on("vpc-id", DefaultNetwork::vpcId)
                .on("cidr", network -> DefaultNetwork.CIDR)
                .on("cidr-block-association.cidr-block", network -> DefaultNetwork.CIDR)
                .on("is-default", network -> true)
                .on("isDefault", network -> true)
                .on("owner-id", DefaultNetwork::account)
                .on("dhcp-options-id", DefaultNetwork::dhcpOptionsId)
                .on("state", network -> "available")
                .tagged(network -> Tags.of(call.view(), call.account(), network.vpcId()));
        Paging.Page<DefaultNetwork> page = Paging.page(
                filters.apply(input.filters(), chosen),
                DefaultNetwork::vpcId,
                input.maxResults(),
                input.nextToken(),
                5,
                1000);
        return DescribeVpcsOutput.builder()
                .vpcs(page.items().stream()
                        .map(network -> answer(call, network))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static Vpc answer(Ec2Call call, DefaultNetwork network) {
        return Vpc.builder()
                .vpcId(network.vpcId())
                .ownerId(network.account())
                .state("available")
                .cidrBlock(DefaultNetwork.CIDR)
                .cidrBlockAssociationSet(List.of(new VpcCidrBlockAssociation(
                        network.cidrAssociationId(), DefaultNetwork.CIDR, new VpcCidrBlockState("associated", null))))
                .dhcpOptionsId(network.dhcpOptionsId())
                .instanceTenancy("default")
                .isDefault(true)
                .tags(Tags.list(Tags.of(call.view(), call.account(), network.vpcId())))
                .build();
    }
}
