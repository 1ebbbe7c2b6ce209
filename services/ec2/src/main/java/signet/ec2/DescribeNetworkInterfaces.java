package signet.ec2;

import java.util.List;
import signet.authz.Authorized;
import signet.fleet.Instance;
import signet.fleet.SecurityGroup;
import signet.model.OperationModel;
import signet.model.ec2.DescribeNetworkInterfacesInput;
import signet.model.ec2.DescribeNetworkInterfacesOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.NetworkInterface;
import signet.model.ec2.NetworkInterfaceAttachment;
import signet.model.ec2.NetworkInterfacePrivateIpAddress;
import signet.model.ec2.OperatorResponse;

/** Shows the network interfaces: each instance has one, from its launch to its end. */
final class DescribeNetworkInterfaces
        implements Describe<DescribeNetworkInterfacesInput, DescribeNetworkInterfacesOutput> {
    private final Catalogue catalogue;

    DescribeNetworkInterfaces(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    @Override
    public OperationModel<DescribeNetworkInterfacesInput, DescribeNetworkInterfacesOutput> model() {
        return Ec2Operations.DESCRIBE_NETWORK_INTERFACES;
    }

    @Override
    public DescribeNetworkInterfacesOutput handle(Authorized<DescribeNetworkInterfacesInput> request) {
        DescribeNetworkInterfacesInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<Instance> present = Instances.all(call).stream()
                .filter(instance -> instance.state().code() != Instance.Code.TERMINATED)
                .sorted(java.util.Comparator.comparing(DescribeNetworkInterfaces::id))
                .toList();
        List<Instance> chosen = Select.named(
                present,
                input.networkInterfaceIds(),
                DescribeNetworkInterfaces::id,
                "InvalidNetworkInterfaceID",
                "networkInterface");
        Paging.Page<Instance> page = Paging.page(
                filters(call).apply(input.filters(), chosen),
                DescribeNetworkInterfaces::id,
                input.maxResults(),
                input.nextToken(),
                5,
                1000);
        return DescribeNetworkInterfacesOutput.builder()
                .networkInterfaces(page.items().stream()
                        .map(instance -> answer(call, instance))
                        .toList())
                .nextToken(page.nextToken())
                .build();
    }

    private static String id(Instance instance) {
        return instance.network().interfaceId();
    }

    private static Filters<Instance> filters(Ec2Call call) {
        return new Filters<Instance>()
                .on("network-interface-id", DescribeNetworkInterfaces::id)
                .on("attachment.instance-id", Instance::id)
                .on("attachment.attachment-id", InstanceAnswers::attachmentId)
                .on("attachment.device-index", instance -> 0)
                .on("attachment.status", instance -> "attached")
                .on("vpc-id", instance -> instance.network().vpcId())
                .on("subnet-id", instance -> instance.network().subnetId())
                .on("availability-zone", instance -> instance.launch().zone())
                .on("private-ip-address", instance -> instance.network().privateAddress())
                .on(
                        "addresses.private-ip-address",
                        instance -> instance.network().privateAddress())
                .on("mac-address", instance -> instance.network().mac())
                .on("owner-id", Instance::account)
                .on("status", instance -> "in-use")
                .on("interface-type", instance -> "interface")
                .onAll("group-id", instance -> instance.network().securityGroups().stream())
                .onAll("group-name", instance -> SecurityGroup.names(call.view(), instance).stream())
                .tagged(instance -> Tags.of(call.view(), call.account(), id(instance)));
    }

    private NetworkInterface answer(Ec2Call call, Instance instance) {
        Instance.Network network = instance.network();
        String name = network.hostName(instance.launch().region());
        return NetworkInterface.builder()
                .networkInterfaceId(network.interfaceId())
                .attachment(NetworkInterfaceAttachment.builder()
                        .attachmentId(InstanceAnswers.attachmentId(instance))
                        .attachTime(instance.launch().launched())
                        .deleteOnTermination(true)
                        .deviceIndex(0)
                        .networkCardIndex(0)
                        .instanceId(instance.id())
                        .instanceOwnerId(instance.account())
                        .status("attached")
                        .build())
                .availabilityZone(instance.launch().zone())
                .availabilityZoneId(catalogue.zoneId(
                        call.region(),
                        DefaultNetwork.of(call)
                                .zones()
                                .indexOf(instance.launch().zone())))
                .description("")
                .groups(InstanceAnswers.groups(call.view(), instance))
                .interfaceType("interface")
                .ipv6Addresses(List.of())
                .macAddress(network.mac())
                .ownerId(instance.account())
                .privateDnsName(name)
                .privateIpAddress(network.privateAddress())
                .privateIpAddresses(List.of(NetworkInterfacePrivateIpAddress.builder()
                        .primary(true)
                        .privateDnsName(name)
                        .privateIpAddress(network.privateAddress())
                        .build()))
                .requesterManaged(false)
                .sourceDestCheck(true)
                .status("in-use")
                .subnetId(network.subnetId())
                .vpcId(network.vpcId())
                .tagSet(Tags.list(Tags.of(call.view(), call.account(), network.interfaceId())))
                .operator(OperatorResponse.builder().managed(false).build())
                .build();
    }
}
