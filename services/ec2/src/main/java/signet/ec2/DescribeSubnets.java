package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.fleet.Instance;
import signet.model.OperationModel;
import signet.model.ec2.DescribeSubnetsInput;
import signet.model.ec2.DescribeSubnetsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.PrivateDnsNameOptionsOnLaunch;
import signet.model.ec2.Subnet;

/** Shows the subnets of the default VPC, one in each zone. */
final class DescribeSubnets implements Describe<DescribeSubnetsInput, DescribeSubnetsOutput> {
    private final Catalogue catalogue;

    DescribeSubnets(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeSubnetsInput, DescribeSubnetsOutput> model() {
        return Ec2Operations.DESCRIBE_SUBNETS;
    }

    @Override
    public DescribeSubnetsOutput handle(Authorized<DescribeSubnetsInput> request) {
        DescribeSubnetsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        DefaultNetwork network = DefaultNetwork.of(call);
        List<DefaultNetwork.Subnet> chosen = Select.named(
                        network.subnets(), input.subnetIds(), DefaultNetwork.Subnet::id, "InvalidSubnetID", "subnet")
                .stream()
                .sorted(java.util.Comparator.comparing(DefaultNetwork.Subnet::id))
                .toList();
        Paging.Page<DefaultNetwork.Subnet> page = Paging.page(
                filters(call, network).apply(input.filters(), chosen),
                DefaultNetwork.Subnet::id,
                input.maxResults(),
                input.nextToken(),
                5,
                1000);
        return DescribeSubnetsOutput.builder()
                .subnets(page.items().stream()
                        .map(subnet -> answer(call, network, subnet))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private Filters<DefaultNetwork.Subnet> filters(Ec2Call call, DefaultNetwork network) {
        return new Filters<DefaultNetwork.Subnet>()
                .on("subnet-id", DefaultNetwork.Subnet::id)
                .on("vpc-id", subnet -> network.vpcId())
                .on("availability-zone", DefaultNetwork.Subnet::zone)
                .on("availabilityZone", DefaultNetwork.Subnet::zone)
                .on("availability-zone-id", subnet -> catalogue.zoneId(call.region(), subnet.index()))
                .on("cidr-block", DefaultNetwork.Subnet::cidr)
                .on("default-for-az", subnet -> true)
                .on("defaultForAz", subnet -> true)
                .on("map-public-ip-on-launch", subnet -> false)
                .on("owner-id", subnet -> call.account())
                .on("state", subnet -> "available")
                .on("subnet-arn", subnet -> call.arn("subnet", subnet.id()))
                .tagged(subnet -> Tags.of(call.view(), call.account(), subnet.id()));
    }

    private Subnet answer(Ec2Call call, DefaultNetwork network, DefaultNetwork.Subnet subnet) {
        long used = Instances.all(call).stream()
                .filter(instance -> instance.state().code() != Instance.Code.TERMINATED)
                .filter(instance -> instance.network().subnetId().equals(subnet.id()))
                .count();
        return Subnet.builder()
                .subnetId(subnet.id())
                .subnetArn(call.arn("subnet", subnet.id()))
                .vpcId(network.vpcId())
                .ownerId(call.account())
                .state("available")
                .cidrBlock(subnet.cidr())
                .availabilityZone(subnet.zone())
                .availabilityZoneId(catalogue.zoneId(call.region(), subnet.index()))
                .availableIpAddressCount((int) (DefaultNetwork.capacity() - used))
                .defaultForAz(true)
                .mapPublicIpOnLaunch(false)
                .mapCustomerOwnedIpOnLaunch(false)
                .assignIpv6AddressOnCreation(false)
                .ipv6CidrBlockAssociationSet(List.of())
                .enableDns64(false)
                .ipv6Native(false)
                .privateDnsNameOptionsOnLaunch(new PrivateDnsNameOptionsOnLaunch("ip-name", false, false))
                .tags(Tags.list(Tags.of(call.view(), call.account(), subnet.id())))
                .build();
    }
}
