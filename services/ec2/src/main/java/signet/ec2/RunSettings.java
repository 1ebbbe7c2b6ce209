package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.ec2.BlockDeviceMapping;
import signet.model.ec2.CreditSpecificationRequest;
import signet.model.ec2.EbsBlockDevice;
import signet.model.ec2.EnclaveOptionsRequest;
import signet.model.ec2.HibernationOptionsRequest;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.InstanceMaintenanceOptionsRequest;
import signet.model.ec2.InstanceMetadataOptionsRequest;
import signet.model.ec2.InstanceNetworkInterfaceSpecification;
import signet.model.ec2.Placement;
import signet.model.ec2.PrivateDnsNameOptionsRequest;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.RunInstancesMonitoringEnabled;

/** Reads {@link LaunchSettings} from a RunInstances request, and refuses what a launch does not have here. */
final class RunSettings {
    private static final String NIC = "NetworkInterface.1";

    private RunSettings() {}

    static LaunchSettings of(RunInstancesInput input) {
        refuse(input);
        return new LaunchSettings(
                input.imageId(),
                input.instanceType(),
                input.keyName(),
                input.userData(),
                profile(input.iamInstanceProfile()),
                zone(input.placement()),
                input.subnetId(),
                groups(input.securityGroupIds(), input.securityGroups()),
                input.privateIpAddress(),
                networkInterface(input.networkInterfaces()),
                disk(input.blockDeviceMappings()),
                metadata(input.metadataOptions()),
                monitored(input.monitoring()),
                input.ebsOptimized(),
                input.disableApiTermination(),
                input.disableApiStop(),
                input.instanceInitiatedShutdownBehavior(),
                credits(input.creditSpecification()),
                SpotTerms.of(input.instanceMarketOptions()),
                Tags.byType(input.tagSpecifications(), "instance", "volume", "network-interface", SpotRequests.TYPE));
    }

    static LaunchSettings.@Nullable Profile profile(@Nullable IamInstanceProfileSpecification profile) {
        return profile == null ? null : new LaunchSettings.Profile(profile.name(), profile.arn());
    }

    private static void refuse(RunInstancesInput input) {
        HibernationOptionsRequest hibernation = input.hibernationOptions();
        Members.only(HibernationOptionsRequest.SCHEMA, hibernation, "HibernationOptions");
        EnclaveOptionsRequest enclave = input.enclaveOptions();
        Members.only(EnclaveOptionsRequest.SCHEMA, enclave, "EnclaveOptions");
        InstanceMaintenanceOptionsRequest maintenance = input.maintenanceOptions();
        Members.only(InstanceMaintenanceOptionsRequest.SCHEMA, maintenance, "MaintenanceOptions", "AutoRecovery");
        if (maintenance != null) {
            Members.value(maintenance.autoRecovery(), "MaintenanceOptions.AutoRecovery", "default");
        }
        PrivateDnsNameOptionsRequest names = input.privateDnsNameOptions();
        Members.only(PrivateDnsNameOptionsRequest.SCHEMA, names, "PrivateDnsNameOptions", "HostnameType");
        if (names != null) {
            Members.value(names.hostnameType(), "PrivateDnsNameOptions.HostnameType", "ip-name");
        }
    }

    private static @Nullable String zone(@Nullable Placement placement) {
        Members.only(Placement.SCHEMA, placement, "Placement", "AvailabilityZone", "Tenancy");
        if (placement == null) {
            return null;
        }
        Members.value(placement.tenancy(), "Placement.Tenancy", "default");
        String zone = placement.availabilityZone();
        return zone == null || zone.isEmpty() ? null : zone; // Terraform sends an empty one for none
    }

    private static @Nullable List<String> groups(@Nullable List<String> ids, @Nullable List<String> names) {
        List<String> all = new ArrayList<>(Objects.requireNonNullElse(ids, List.<String>of()));
        all.addAll(Objects.requireNonNullElse(names, List.<String>of()));
        return all.isEmpty() ? null : all;
    }

    private static LaunchSettings.@Nullable Interface networkInterface(
            @Nullable List<InstanceNetworkInterfaceSpecification> interfaces) {
        if (interfaces == null || interfaces.isEmpty()) {
            return null;
        }
        if (interfaces.size() > 1) {
            throw Errors.unsupported("More than one network interface is not supported by Signet.");
        }
        InstanceNetworkInterfaceSpecification nic = interfaces.getFirst();
        Members.only(
                InstanceNetworkInterfaceSpecification.SCHEMA,
                nic,
                NIC,
                "DeviceIndex",
                "SubnetId",
                "Groups",
                "PrivateIpAddress",
                "DeleteOnTermination",
                "NetworkCardIndex");
        Members.value(nic.deviceIndex(), NIC + ".DeviceIndex", 0);
        Members.value(nic.networkCardIndex(), NIC + ".NetworkCardIndex", 0);
        Members.value(nic.deleteOnTermination(), NIC + ".DeleteOnTermination", true);
        return new LaunchSettings.Interface(nic.subnetId(), groups(nic.groups(), null), nic.privateIpAddress());
    }

    private static LaunchSettings.@Nullable Disk disk(@Nullable List<BlockDeviceMapping> mappings) {
        if (mappings == null || mappings.isEmpty()) {
            return null;
        }
        if (mappings.size() > 1) {
            throw Errors.unsupported("More than one block device mapping is not supported by Signet.");
        }
        BlockDeviceMapping mapping = mappings.getFirst();
        Members.only(BlockDeviceMapping.SCHEMA, mapping, "BlockDeviceMapping.1", "DeviceName", "Ebs");
        EbsBlockDevice ebs = mapping.ebs();
        Members.only(
                EbsBlockDevice.SCHEMA,
                ebs,
                "BlockDeviceMapping.1.Ebs",
                "DeleteOnTermination",
                "VolumeSize",
                "VolumeType",
                "Iops",
                "Throughput");
        if (ebs == null) {
            return new LaunchSettings.Disk(mapping.deviceName(), null, null, null, null);
        }
        Members.value(ebs.deleteOnTermination(), "BlockDeviceMapping.1.Ebs.DeleteOnTermination", true);
        return new LaunchSettings.Disk(
                mapping.deviceName(), ebs.volumeSize(), ebs.volumeType(), ebs.iops(), ebs.throughput());
    }

    private static LaunchSettings.@Nullable Metadata metadata(@Nullable InstanceMetadataOptionsRequest options) {
        return options == null
                ? null
                : new LaunchSettings.Metadata(
                        options.httpTokens(),
                        options.httpPutResponseHopLimit(),
                        options.httpEndpoint(),
                        options.httpProtocolIpv6(),
                        options.instanceMetadataTags());
    }

    private static @Nullable Boolean monitored(@Nullable RunInstancesMonitoringEnabled monitoring) {
        Members.only(RunInstancesMonitoringEnabled.SCHEMA, monitoring, "Monitoring", "Enabled");
        return monitoring == null ? null : monitoring.enabled();
    }

    private static @Nullable String credits(@Nullable CreditSpecificationRequest credits) {
        return credits == null ? null : credits.cpuCredits();
    }
}
