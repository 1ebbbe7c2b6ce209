package signet.autoscaling;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.model.autoscaling.CreateLaunchConfigurationInput;
import signet.model.autoscaling.Ebs;
import signet.model.autoscaling.InstanceMetadataOptions;
import signet.model.autoscaling.InstanceMonitoring;
import signet.model.ec2.BlockDeviceMapping;
import signet.model.ec2.EbsBlockDevice;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.InstanceMarketOptionsRequest;
import signet.model.ec2.InstanceMetadataOptionsRequest;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.Placement;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.RunInstancesMonitoringEnabled;
import signet.model.ec2.SpotMarketOptions;
import signet.model.ec2.Tag;
import signet.model.ec2.TagSpecification;

/** Turns what a group launches into a request for one instance. */
final class Launches {
    private Launches() {}

    /**
     * One instance of a group.
     *
     * @param place the index of the zone or subnet where it goes
     */
    static RunInstancesInput.Builder one(Scope scope, GroupRecord group, int place) {
        RunInstancesInput.Builder launch =
                from(scope, group.source()).minCount(1).maxCount(1);
        GroupRecord.Places places = group.places();
        if (places.subnets().isEmpty()) {
            launch.placement(Placement.builder()
                    .availabilityZone(places.zones().get(place))
                    .build());
        } else {
            launch.subnetId(places.subnets().get(place));
        }
        List<Tag> tags = group.tags().stream()
                .filter(tag -> Boolean.TRUE.equals(tag.propagateAtLaunch()))
                .map(tag -> new Tag(tag.key(), Objects.requireNonNullElse(tag.value(), "")))
                .toList();
        return tags.isEmpty() ? launch : launch.tagSpecifications(List.of(new TagSpecification("instance", tags)));
    }

    private static RunInstancesInput.Builder from(Scope scope, GroupRecord.Source source) {
        signet.model.autoscaling.LaunchTemplateSpecification template = source.template();
        if (template != null) {
            return RunInstancesInput.builder()
                    .launchTemplate(new LaunchTemplateSpecification(
                            template.launchTemplateId(),
                            template.launchTemplateId() == null ? template.launchTemplateName() : null,
                            template.version()));
        }
        String name = Objects.requireNonNull(source.launchConfiguration());
        return from(scope.findLaunchConfiguration(name)
                .orElseThrow(() -> GroupRules.noLaunchConfiguration(name))
                .asked());
    }

    private static RunInstancesInput.Builder from(CreateLaunchConfigurationInput asked) {
        InstanceMonitoring monitoring = asked.instanceMonitoring();
        return RunInstancesInput.builder()
                .imageId(asked.imageId())
                .instanceType(asked.instanceType())
                .keyName(asked.keyName())
                .securityGroupIds(asked.securityGroups())
                .userData(asked.userData())
                .iamInstanceProfile(profile(asked.iamInstanceProfile()))
                .monitoring(RunInstancesMonitoringEnabled.builder()
                        .enabled(monitoring == null || !Boolean.FALSE.equals(monitoring.enabled()))
                        .build())
                .ebsOptimized(asked.ebsOptimized())
                .metadataOptions(metadata(asked.metadataOptions()))
                .instanceMarketOptions(market(asked.spotPrice()))
                .blockDeviceMappings(disks(asked.blockDeviceMappings()));
    }

    private static @Nullable IamInstanceProfileSpecification profile(@Nullable String profile) {
        if (profile == null) {
            return null;
        }
        return profile.startsWith("arn:")
                ? new IamInstanceProfileSpecification(profile, null)
                : new IamInstanceProfileSpecification(null, profile);
    }

    private static @Nullable InstanceMetadataOptionsRequest metadata(@Nullable InstanceMetadataOptions options) {
        return options == null
                ? null
                : InstanceMetadataOptionsRequest.builder()
                        .httpTokens(options.httpTokens())
                        .httpEndpoint(options.httpEndpoint())
                        .httpPutResponseHopLimit(options.httpPutResponseHopLimit())
                        .build();
    }

    private static @Nullable InstanceMarketOptionsRequest market(@Nullable String spotPrice) {
        return spotPrice == null
                ? null
                : InstanceMarketOptionsRequest.builder()
                        .marketType("spot")
                        .spotOptions(
                                SpotMarketOptions.builder().maxPrice(spotPrice).build())
                        .build();
    }

    private static @Nullable List<BlockDeviceMapping> disks(
            @Nullable List<signet.model.autoscaling.BlockDeviceMapping> mappings) {
        return mappings == null ? null : mappings.stream().map(Launches::disk).toList();
    }

    private static BlockDeviceMapping disk(signet.model.autoscaling.BlockDeviceMapping mapping) {
        Ebs ebs = mapping.ebs();
        return BlockDeviceMapping.builder()
                .deviceName(mapping.deviceName())
                .virtualName(mapping.virtualName())
                .ebs(
                        ebs == null
                                ? null
                                : EbsBlockDevice.builder()
                                        .snapshotId(ebs.snapshotId())
                                        .volumeSize(ebs.volumeSize())
                                        .volumeType(ebs.volumeType())
                                        .iops(ebs.iops())
                                        .throughput(ebs.throughput())
                                        .encrypted(ebs.encrypted())
                                        .deleteOnTermination(ebs.deleteOnTermination())
                                        .build())
                .build();
    }
}
