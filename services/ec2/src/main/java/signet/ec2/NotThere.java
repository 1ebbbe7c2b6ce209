package signet.ec2;

import java.util.Map;
import java.util.Set;

/** The parameters that Signet's EC2 does not have: a request that sets one is refused rather than half obeyed. */
final class NotThere {
    private static final Set<String> SOURCE_GROUP = Set.of("SourceSecurityGroupName", "SourceSecurityGroupOwnerId");
    private static final Set<String> FLAT_EGRESS = Set.of(
            "SourceSecurityGroupName", "SourceSecurityGroupOwnerId", "IpProtocol", "FromPort", "ToPort", "CidrIp");

    private static final Map<String, Set<String>> MEMBERS = Map.ofEntries(
            Map.entry(
                    "RunInstances",
                    Set.of(
                            "Ipv6AddressCount",
                            "Ipv6Addresses",
                            "KernelId",
                            "RamdiskId",
                            "ElasticGpuSpecification",
                            "ElasticInferenceAccelerators",
                            "CpuOptions",
                            "CapacityReservationSpecification",
                            "LicenseSpecifications",
                            "EnablePrimaryIpv6",
                            "NetworkPerformanceOptions",
                            "Operator",
                            "SecondaryInterfaces",
                            "AdditionalInfo")),
            Map.entry("StartInstances", Set.of("AdditionalInfo")),
            Map.entry("StopInstances", Set.of("Hibernate", "SkipOsShutdown")),
            Map.entry("TerminateInstances", Set.of("SkipOsShutdown")),
            Map.entry(
                    "ModifyInstanceAttribute",
                    Set.of(
                            "SourceDestCheck",
                            "EnclaveOptions",
                            "BlockDeviceMappings",
                            "Kernel",
                            "Ramdisk",
                            "SriovNetSupport",
                            "EnaSupport",
                            "Groups")),
            Map.entry(
                    "RequestSpotInstances",
                    Set.of("ValidFrom", "ValidUntil", "LaunchGroup", "AvailabilityZoneGroup", "BlockDurationMinutes")),
            Map.entry(
                    "CreateFleet",
                    Set.of(
                            "ReservedCapacityOptions",
                            "TerminateInstancesWithExpiration",
                            "ValidFrom",
                            "ValidUntil",
                            "ReplaceUnhealthyInstances",
                            "Context")),
            Map.entry("AuthorizeSecurityGroupIngress", SOURCE_GROUP),
            Map.entry("RevokeSecurityGroupIngress", SOURCE_GROUP),
            Map.entry("AuthorizeSecurityGroupEgress", FLAT_EGRESS),
            Map.entry("RevokeSecurityGroupEgress", FLAT_EGRESS),
            Map.entry("CreateLaunchTemplate", Set.of("Operator")),
            Map.entry("CreateLaunchTemplateVersion", Set.of("ResolveAlias")),
            Map.entry("DescribeLaunchTemplateVersions", Set.of("ResolveAlias")));

    private NotThere() {}

    /** The parameters of an operation that are refused, by Amazon's names. */
    static Set<String> members(String operation) {
        return MEMBERS.getOrDefault(operation, Set.of());
    }
}
