package signet.ec2;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.policy.Context;

/**
 * Everything that a launch needs to be allowed (Service Authorization Reference, "Actions, resources, and condition keys
 * for Amazon EC2": RunInstances): the action on each resource that it touches or makes, CreateTags on what it tags, and
 * PassRole on the role inside the profile.
 */
final class LaunchAccesses {
    private final Ec2Call call;
    private final LaunchPlan plan;
    private final String action;

    private LaunchAccesses(Ec2Call call, LaunchPlan plan, String action) {
        this.call = call;
        this.plan = plan;
        this.action = action;
    }

    /** What RunInstances needs. */
    static List<Access> run(Ec2Call call, LaunchPlan plan) {
        return new LaunchAccesses(call, plan, "RunInstances").run();
    }

    /** What RequestSpotInstances needs: what it launches later is EC2's own doing, but the role is passed at once. */
    static List<Access> requestSpot(Ec2Call call, LaunchPlan plan) {
        return new LaunchAccesses(call, plan, "RequestSpotInstances").request();
    }

    private List<Access> run() {
        List<Access> all = new ArrayList<>();
        all.add(instance());
        all.add(image());
        all.add(subnet());
        all.add(networkInterface());
        plan.groups().forEach(group -> all.add(securityGroup(group)));
        all.add(volume());
        keyPair().ifPresent(all::add);
        LaunchPlan.Template template = plan.template();
        if (template != null) {
            all.add(touch(call.arn("launch-template", template.id()), template.tags(), false));
        }
        if (!plan.settings().tagsOf(SpotRequests.TYPE).isEmpty()) {
            all.add(spotRequest());
        }
        for (String type : List.of("instance", "volume", "network-interface", SpotRequests.TYPE)) {
            all.addAll(Tags.creation(
                    call, action, call.arn(type, "*"), plan.settings().tagsOf(type)));
        }
        pass().ifPresent(all::add);
        return all;
    }

    private List<Access> request() {
        List<Access> all = new ArrayList<>();
        all.add(spotRequest());
        all.add(image());
        all.add(subnet());
        plan.groups().forEach(group -> all.add(securityGroup(group)));
        keyPair().ifPresent(all::add);
        all.addAll(Tags.creation(
                call, action, call.arn(SpotRequests.TYPE, "*"), plan.settings().tagsOf(SpotRequests.TYPE)));
        pass().ifPresent(all::add);
        return all;
    }

    private Optional<Access> pass() {
        return Optional.ofNullable(plan.handed()).map(handed -> handed.pass(call.arn("instance", "*")));
    }

    private Access spotRequest() {
        return call.access(action, call.arn(SpotRequests.TYPE, "*"))
                .with(Tags.requestKeys(plan.settings().tagsOf(SpotRequests.TYPE)));
    }

    private Access instance() {
        Context.Builder keys = ResourceKeys.zone(call, plan.subnet().zone())
                .put("ec2:InstanceType", plan.type().name())
                .put("ec2:EbsOptimized", Boolean.toString(plan.kept().ebsOptimized()))
                .put("ec2:InstanceMarketType", plan.spot() ? "spot" : "on-demand")
                .put("ec2:RootDeviceType", "ebs")
                .put("ec2:Tenancy", "default");
        Profiles.Handed handed = plan.handed();
        if (handed != null) {
            keys.put("ec2:InstanceProfile", handed.profile().arn());
        }
        return touch(call.arn("instance", "*"), Map.of(), changed(LaunchSettings::instanceType))
                .with(keys.build())
                .with(MetadataSettings.keys(plan.settings().metadata()))
                .with(Tags.requestKeys(plan.settings().tagsOf("instance")));
    }

    private Access image() {
        return touch(call.publicArn("image", plan.image().id()), Map.of(), changed(LaunchSettings::imageId))
                .with(ResourceKeys.image(plan.image()));
    }

    private Access subnet() {
        String id = plan.subnet().id();
        return touch(call.arn("subnet", id), Tags.of(call.view(), call.account(), id), changed(this::subnetOf))
                .with(ResourceKeys.subnet(call, plan.subnet()));
    }

    private Access networkInterface() {
        return touch(call.arn("network-interface", "*"), Map.of(), changed(LaunchSettings::networkInterface))
                .with(ResourceKeys.networkInterface(
                        call, plan.subnet().zone(), plan.subnet().id()))
                .with("ec2:AssociatePublicIpAddress", "false")
                .with(Tags.requestKeys(plan.settings().tagsOf("network-interface")));
    }

    private Access securityGroup(String id) {
        return touch(
                        call.arn("security-group", id),
                        Tags.of(call.view(), call.account(), id),
                        changed(LaunchSettings::securityGroups))
                .with(ResourceKeys.securityGroup(call, id));
    }

    private Access volume() {
        return touch(call.arn("volume", "*"), Map.of(), changed(LaunchSettings::disk))
                .with(ResourceKeys.volume(call, plan.subnet().zone(), plan.disk()))
                .with(Tags.requestKeys(plan.settings().tagsOf("volume")));
    }

    private Optional<Access> keyPair() {
        return Optional.ofNullable(plan.keyPair())
                .map(keyPair -> touch(
                                call.arn("key-pair", keyPair.name()),
                                Tags.of(call.view(), call.account(), keyPair.id()),
                                changed(LaunchSettings::keyName))
                        .with(ResourceKeys.keyPair(keyPair)));
    }

    /** The action on a resource, with the launch template's keys if there is one. */
    private Access touch(String resource, Map<String, String> tags, boolean changed) {
        Access access = call.access(action, resource, tags);
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
}
