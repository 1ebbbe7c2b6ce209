package signet.ec2;

import java.util.stream.Stream;
import signet.fleet.Instance;
import signet.fleet.ProfileAssociation;
import signet.fleet.SecurityGroup;

/** The filters of DescribeInstances and of its kin. */
final class InstanceFilters {
    private InstanceFilters() {}

    static Filters<Instance> of(Ec2Call call) {
        Filters<Instance> filters = new Filters<Instance>()
                .on("instance-id", Instance::id)
                .on("instance-state-name", instance -> instance.state().code().label())
                .on("instance-state-code", instance -> instance.state().code().number())
                .on("instance-type", instance -> instance.launch().instanceType())
                .on("image-id", instance -> instance.launch().imageId())
                .on("key-name", instance -> instance.launch().keyName())
                .on("client-token", instance -> instance.launch().clientToken())
                .on("reservation-id", instance -> instance.launch().reservationId())
                .on("launch-index", instance -> instance.launch().index())
                .on(
                        "launch-time",
                        instance -> instance.launch().launched().toString().replace("Z", ".000Z"))
                .on("availability-zone", instance -> instance.launch().zone())
                .on("owner-id", Instance::account)
                .on("state-reason-code", instance -> instance.state().reasonCode())
                .on("monitoring-state", instance -> instance.settings().monitored() ? "enabled" : "disabled")
                .on("instance-lifecycle", instance -> instance.launch().spot() ? "spot" : null)
                .on("spot-instance-request-id", instance -> instance.launch().spotRequestId())
                .on("tenancy", instance -> "default")
                .on("root-device-type", instance -> "ebs")
                .on("root-device-name", instance -> instance.settings().disk().device())
                .on("virtualization-type", instance -> "hvm")
                .on("hypervisor", instance -> "xen")
                .tagged(Instance::tags);
        network(filters, call);
        metadata(filters);
        return filters.onAll(
                        "iam-instance-profile.arn",
                        instance -> profile(call, instance).map(ProfileAssociation::profileArn))
                .onAll(
                        "iam-instance-profile.id",
                        instance -> profile(call, instance).map(ProfileAssociation::profileId))
                .onAll(
                        "iam-instance-profile.name",
                        instance -> profile(call, instance)
                                .map(found -> found.profileArn()
                                        .substring(found.profileArn().lastIndexOf('/') + 1)));
    }

    private static void network(Filters<Instance> filters, Ec2Call call) {
        filters.on("vpc-id", instance -> instance.network().vpcId())
                .on("subnet-id", instance -> instance.network().subnetId())
                .on("private-ip-address", instance -> instance.network().privateAddress())
                .on(
                        "private-dns-name",
                        instance ->
                                instance.network().hostName(instance.launch().region()))
                .on(
                        "network-interface.network-interface-id",
                        instance -> instance.network().interfaceId())
                .on(
                        "network-interface.subnet-id",
                        instance -> instance.network().subnetId())
                .on("network-interface.vpc-id", instance -> instance.network().vpcId())
                .on(
                        "network-interface.mac-address",
                        instance -> instance.network().mac())
                .on(
                        "block-device-mapping.volume-id",
                        instance -> instance.network().volumeId())
                .onAll("instance.group-id", InstanceFilters::groups)
                .onAll("group-id", InstanceFilters::groups)
                .onAll("instance.group-name", instance -> SecurityGroup.names(call.view(), instance).stream())
                .onAll("group-name", instance -> SecurityGroup.names(call.view(), instance).stream());
    }

    private static void metadata(Filters<Instance> filters) {
        filters.on(
                        "metadata-options.http-tokens",
                        instance -> instance.metadata().tokensRequired() ? "required" : "optional")
                .on(
                        "metadata-options.http-endpoint",
                        instance -> instance.metadata().endpointEnabled() ? "enabled" : "disabled")
                .on(
                        "metadata-options.http-put-response-hop-limit",
                        instance -> instance.metadata().hopLimit());
    }

    private static Stream<String> groups(Instance instance) {
        return instance.network().securityGroups().stream();
    }

    private static Stream<ProfileAssociation> profile(Ec2Call call, Instance instance) {
        return Instances.association(call, instance.id()).stream();
    }
}
