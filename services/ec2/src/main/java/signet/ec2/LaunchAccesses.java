package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.policy.Context;

/**
 * Everything that a launch needs to be allowed (Service Authorization Reference, "Actions, resources, and condition keys
 * for Amazon EC2": RunInstances): the action on each resource that it touches or makes, CreateTags on what it tags, and
 * PassRole on the role inside the profile.
 */
final class LaunchAccesses {
    private static final String ACTION = "RunInstances";

    private final Ec2Call call;
    private final LaunchPlan plan;
    private final DefaultNetwork network;
    private final String vpc;
    private final String subnet;

    LaunchAccesses(Ec2Call call, LaunchPlan plan) {
        this.call = call;
        this.plan = plan;
        this.network = DefaultNetwork.of(call);
        this.vpc = call.arn("vpc", network.vpcId());
        this.subnet = call.arn("subnet", plan.subnet().id());
    }

    List<Access> all() {
        List<Access> all = new ArrayList<>();
        all.add(instance());
        all.add(image());
        all.add(subnet());
        all.add(networkInterface());
        plan.groups().forEach(group -> all.add(securityGroup(group)));
        all.add(volume());
        KeyPairRecord keyPair = plan.keyPair();
        if (keyPair != null) {
            all.add(keyPair(keyPair));
        }
        LaunchPlan.Template template = plan.template();
        if (template != null) {
            all.add(run(call.arn("launch-template", template.id()), template.tags(), false));
        }
        for (String type : List.of("instance", "volume", "network-interface")) {
            all.addAll(Tags.creation(
                    call, ACTION, call.arn(type, "*"), plan.settings().tagsOf(type)));
        }
        Profiles.Handed handed = plan.handed();
        if (handed != null) {
            all.add(handed.pass(call.arn("instance", "*")));
        }
        return all;
    }

    private Access instance() {
        Context.Builder keys = Context.builder()
                .put("ec2:InstanceType", plan.type().name())
                .put("ec2:AvailabilityZone", plan.subnet().zone())
                .put("ec2:AvailabilityZoneId", zoneId())
                .put("ec2:EbsOptimized", Boolean.toString(plan.kept().ebsOptimized()))
                .put("ec2:InstanceMarketType", "on-demand")
                .put("ec2:RootDeviceType", "ebs")
                .put("ec2:Tenancy", "default");
        Profiles.Handed handed = plan.handed();
        if (handed != null) {
            keys.put("ec2:InstanceProfile", handed.profile().arn());
        }
        return run(call.arn("instance", "*"), Map.of(), changed(LaunchSettings::instanceType))
                .with(keys.build())
                .with(MetadataSettings.keys(plan.settings().metadata()))
                .with(Tags.requestKeys(plan.settings().tagsOf("instance")));
    }

    private Access image() {
        return run(call.publicArn("image", plan.image().id()), Map.of(), changed(LaunchSettings::imageId))
                .with(Context.builder()
                        .put("aws:ResourceAccount", Catalogue.AMAZON)
                        .put("ec2:ImageID", plan.image().id())
                        .put("ec2:ImageType", "machine")
                        .put("ec2:Owner", "amazon")
                        .put("ec2:Public", "true")
                        .put("ec2:RootDeviceType", "ebs")
                        .build());
    }

    private Access subnet() {
        return run(subnet, Tags.of(call.view(), call.account(), plan.subnet().id()), changed(this::subnetOf))
                .with(Context.builder()
                        .put("ec2:SubnetID", plan.subnet().id())
                        .put("ec2:Vpc", vpc)
                        .put("ec2:AvailabilityZone", plan.subnet().zone())
                        .put("ec2:AvailabilityZoneId", zoneId())
                        .build());
    }

    private Access networkInterface() {
        return run(call.arn("network-interface", "*"), Map.of(), changed(LaunchSettings::networkInterface))
                .with(Context.builder()
                        .put("ec2:Subnet", subnet)
                        .put("ec2:Vpc", vpc)
                        .put("ec2:AvailabilityZone", plan.subnet().zone())
                        .put("ec2:AssociatePublicIpAddress", "false")
                        .build())
                .with(Tags.requestKeys(plan.settings().tagsOf("network-interface")));
    }

    private Access securityGroup(String id) {
        return run(
                        call.arn("security-group", id),
                        Tags.of(call.view(), call.account(), id),
                        changed(LaunchSettings::securityGroups))
                .with(Context.builder()
                        .put("ec2:SecurityGroupID", id)
                        .put("ec2:Vpc", vpc)
                        .build());
    }

    private Access volume() {
        Context.Builder keys = Context.builder()
                .put("ec2:AvailabilityZone", plan.subnet().zone())
                .put("ec2:AvailabilityZoneId", zoneId())
                .put("ec2:Encrypted", "false")
                .put("ec2:VolumeSize", Integer.toString(plan.disk().gibibytes()))
                .put("ec2:VolumeType", plan.disk().type());
        Integer iops = plan.disk().iops();
        if (iops != null) {
            keys.put("ec2:VolumeIops", iops.toString());
        }
        Integer throughput = plan.disk().throughput();
        if (throughput != null) {
            keys.put("ec2:VolumeThroughput", throughput.toString());
        }
        return run(call.arn("volume", "*"), Map.of(), changed(LaunchSettings::disk))
                .with(keys.build())
                .with(Tags.requestKeys(plan.settings().tagsOf("volume")));
    }

    private Access keyPair(KeyPairRecord keyPair) {
        return run(
                        call.arn("key-pair", keyPair.name()),
                        Tags.of(call.view(), call.account(), keyPair.id()),
                        changed(LaunchSettings::keyName))
                .with(Context.builder()
                        .put("ec2:KeyPairName", keyPair.name())
                        .put("ec2:KeyPairType", keyPair.type())
                        .build());
    }

    /** The action on a resource, with the launch template's keys if there is one. */
    private Access run(String resource, Map<String, String> tags, boolean changed) {
        Access access = call.access(ACTION, resource, tags);
        LaunchPlan.Template template = plan.template();
        return template == null
                ? access
                : access.with("ec2:LaunchTemplate", call.arn("launch-template", template.id()))
                        .with("ec2:IsLaunchTemplateResource", Boolean.toString(!changed));
    }

    /** Whether what the launch uses is not what its template says. */
    private boolean changed(java.util.function.Function<LaunchSettings, @Nullable Object> part) {
        LaunchPlan.Template template = plan.template();
        return template != null && !Objects.equals(part.apply(template.settings()), part.apply(plan.settings()));
    }

    private @Nullable Object subnetOf(LaunchSettings settings) {
        LaunchSettings.Interface nic = settings.networkInterface();
        return nic == null ? settings.subnetId() : nic.subnetId();
    }

    private String zoneId() {
        return new Catalogue("").zoneId(call.region(), plan.subnet().index());
    }
}
