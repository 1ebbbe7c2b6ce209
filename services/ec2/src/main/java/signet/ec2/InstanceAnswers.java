package signet.ec2;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.fleet.Instance.Code;
import signet.fleet.SecurityGroup;
import signet.model.ec2.CapacityReservationSpecificationResponse;
import signet.model.ec2.CpuOptions;
import signet.model.ec2.EbsInstanceBlockDevice;
import signet.model.ec2.EnclaveOptions;
import signet.model.ec2.GroupIdentifier;
import signet.model.ec2.HibernationOptions;
import signet.model.ec2.IamInstanceProfile;
import signet.model.ec2.Instance;
import signet.model.ec2.InstanceBlockDeviceMapping;
import signet.model.ec2.InstanceMaintenanceOptions;
import signet.model.ec2.InstanceNetworkInterface;
import signet.model.ec2.InstanceNetworkInterfaceAttachment;
import signet.model.ec2.InstanceNetworkPerformanceOptions;
import signet.model.ec2.InstancePrivateIpAddress;
import signet.model.ec2.InstanceState;
import signet.model.ec2.Monitoring;
import signet.model.ec2.OperatorResponse;
import signet.model.ec2.Placement;
import signet.model.ec2.PrivateDnsNameOptionsResponse;
import signet.model.ec2.StateReason;
import signet.snapshot.View;

/** Shows an instance as EC2 does. */
final class InstanceAnswers {
    private static final DateTimeFormatter REASON_TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'GMT'").withZone(ZoneOffset.UTC);

    private final Ec2Call call;
    private final Catalogue catalogue;

    InstanceAnswers(Ec2Call call, Catalogue catalogue) {
        this.call = call;
        this.catalogue = catalogue;
    }

    Instance of(signet.fleet.Instance instance) {
        signet.fleet.Instance.Launch launch = instance.launch();
        Instance.Builder answer = Instance.builder()
                .instanceId(instance.id())
                .imageId(launch.imageId())
                .state(state(instance.state().code()))
                .stateTransitionReason(transition(instance))
                .stateReason(reason(instance.state()))
                .amiLaunchIndex(launch.index())
                .productCodes(List.of())
                .instanceType(launch.instanceType())
                .launchTime(launch.launched())
                .placement(Placement.builder()
                        .availabilityZone(launch.zone())
                        .availabilityZoneId(zoneId(instance))
                        .groupName("")
                        .tenancy("default")
                        .build())
                .monitoring(Monitoring.builder()
                        .state(instance.settings().monitored() ? "enabled" : "disabled")
                        .build())
                .keyName(launch.keyName())
                .clientToken(launch.clientToken() == null ? "" : launch.clientToken())
                .tags(Tags.list(instance.tags()))
                .publicDnsName("");
        if (launch.spot()) {
            answer.instanceLifecycle("spot").spotInstanceRequestId(launch.spotRequestId());
        }
        machine(answer, instance);
        options(answer, instance);
        if (instance.state().code() == Code.TERMINATED) {
            return answer.privateDnsName("")
                    .blockDeviceMappings(List.of())
                    .networkInterfaces(List.of())
                    .securityGroups(List.of())
                    .build();
        }
        network(answer, instance);
        return answer.build();
    }

    static InstanceState state(Code code) {
        return new InstanceState(code.number(), code.label());
    }

    private void machine(Instance.Builder answer, signet.fleet.Instance instance) {
        String type = instance.launch().instanceType();
        catalogue
                .type(type)
                .ifPresent(found -> answer.architecture(found.architecture())
                        .hypervisor("xen")
                        .enaSupport(!found.hypervisor().equals("xen"))
                        .cpuOptions(CpuOptions.builder()
                                .coreCount(found.cores())
                                .threadsPerCore(found.vcpus() / found.cores())
                                .build()));
        answer.ebsOptimized(instance.settings().ebsOptimized())
                .rootDeviceName(instance.settings().disk().device())
                .rootDeviceType("ebs")
                .virtualizationType("hvm")
                .bootMode("uefi-preferred")
                .currentInstanceBootMode("uefi")
                .platformDetails("Linux/UNIX")
                .usageOperation("RunInstances")
                .usageOperationUpdateTime(instance.launch().launched());
    }

    private void options(Instance.Builder answer, signet.fleet.Instance instance) {
        answer.metadataOptions(MetadataSettings.answer(
                        instance.metadata(), instance.state().code() == Code.PENDING ? "pending" : "applied"))
                .capacityReservationSpecification(CapacityReservationSpecificationResponse.builder()
                        .capacityReservationPreference("open")
                        .build())
                .hibernationOptions(new HibernationOptions(false))
                .enclaveOptions(new EnclaveOptions(false))
                .privateDnsNameOptions(new PrivateDnsNameOptionsResponse("ip-name", false, false))
                .maintenanceOptions(InstanceMaintenanceOptions.builder()
                        .autoRecovery("default")
                        .rebootMigration("default")
                        .build())
                .networkPerformanceOptions(new InstanceNetworkPerformanceOptions("default"))
                .operator(OperatorResponse.builder().managed(false).build());
        Instances.association(call, instance.id())
                .ifPresent(found ->
                        answer.iamInstanceProfile(new IamInstanceProfile(found.profileArn(), found.profileId())));
    }

    private void network(Instance.Builder answer, signet.fleet.Instance instance) {
        signet.fleet.Instance.Network network = instance.network();
        Instant attached = instance.launch().launched();
        List<GroupIdentifier> groups = groups(call.view(), instance);
        answer.vpcId(network.vpcId())
                .subnetId(network.subnetId())
                .privateIpAddress(network.privateAddress())
                .privateDnsName(network.hostName(instance.launch().region()))
                .securityGroups(groups)
                .sourceDestCheck(true)
                .networkInterfaces(List.of(networkInterface(instance, groups)))
                .blockDeviceMappings(List.of(new InstanceBlockDeviceMapping(
                        instance.settings().disk().device(),
                        EbsInstanceBlockDevice.builder()
                                .attachTime(attached)
                                .deleteOnTermination(true)
                                .status("attached")
                                .volumeId(network.volumeId())
                                .build())));
    }

    private static InstanceNetworkInterface networkInterface(
            signet.fleet.Instance instance, List<GroupIdentifier> groups) {
        signet.fleet.Instance.Network network = instance.network();
        String name = network.hostName(instance.launch().region());
        return InstanceNetworkInterface.builder()
                .networkInterfaceId(network.interfaceId())
                .attachment(InstanceNetworkInterfaceAttachment.builder()
                        .attachmentId(attachmentId(instance))
                        .attachTime(instance.launch().launched())
                        .deleteOnTermination(true)
                        .deviceIndex(0)
                        .networkCardIndex(0)
                        .status("attached")
                        .build())
                .description("")
                .groups(groups)
                .ipv6Addresses(List.of())
                .macAddress(network.mac())
                .ownerId(instance.account())
                .privateDnsName(name)
                .privateIpAddress(network.privateAddress())
                .privateIpAddresses(List.of(InstancePrivateIpAddress.builder()
                        .primary(true)
                        .privateDnsName(name)
                        .privateIpAddress(network.privateAddress())
                        .build()))
                .sourceDestCheck(true)
                .status("in-use")
                .interfaceType("interface")
                .subnetId(network.subnetId())
                .vpcId(network.vpcId())
                .operator(OperatorResponse.builder().managed(false).build())
                .build();
    }

    /** An interface's attachment has an id of its own; as they come and go together, it follows from the interface's. */
    static String attachmentId(signet.fleet.Instance instance) {
        return "eni-attach-" + instance.network().interfaceId().substring("eni-".length());
    }

    static List<GroupIdentifier> groups(View view, signet.fleet.Instance instance) {
        return instance.network().securityGroups().stream()
                .map(id -> new GroupIdentifier(id, SecurityGroup.name(view, instance, id)))
                .toList();
    }

    private String zoneId(signet.fleet.Instance instance) {
        List<String> zones = DefaultNetwork.of(call).zones();
        return catalogue.zoneId(call.region(), zones.indexOf(instance.launch().zone()));
    }

    private static @Nullable StateReason reason(signet.fleet.Instance.State state) {
        if (state.code() == Code.PENDING) {
            return new StateReason("pending", "pending");
        }
        return state.reasonCode() == null ? null : new StateReason(state.reasonCode(), state.reason());
    }

    private static String transition(signet.fleet.Instance instance) {
        signet.fleet.Instance.State state = instance.state();
        if ("Client.UserInitiatedShutdown".equals(state.reasonCode())) {
            return "User initiated (" + REASON_TIME.format(state.changed()) + ")";
        }
        return state.reasonCode() == null ? "" : state.reasonCode();
    }
}
