package signet.ec2;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import signet.authz.Access;
import signet.model.ec2.CreateFleetInput;
import signet.policy.Context;

/** What CreateFleet itself needs. What its launches need is theirs: a fleet is made even when none of them is allowed. */
final class FleetAccesses {
    private static final String ACTION = "CreateFleet";

    private FleetAccesses() {}

    static List<Access> of(Ec2Call call, CreateFleetInput input, List<FleetCandidate> candidates) {
        Map<String, String> tags = tags(input);
        String fleet = call.arn(FleetRecord.TYPE, "*");
        Set<Access> all = new LinkedHashSet<>();
        all.add(call.access(ACTION, fleet).with(Tags.requestKeys(tags)));
        for (FleetCandidate candidate : candidates) {
            LaunchPlan plan = candidate.plan();
            if (plan != null) {
                all.add(instance(call, plan));
                all.add(template(call, plan));
                all.add(call.access(ACTION, call.publicArn("image", plan.image().id()))
                        .with(ResourceKeys.image(plan.image())));
                all.add(subnet(call, plan));
                all.add(volume(call, plan));
            }
        }
        all.addAll(Tags.creation(call, ACTION, fleet, tags));
        return new ArrayList<>(all);
    }

    static Map<String, String> tags(CreateFleetInput input) {
        Map<String, Map<String, String>> all = Tags.byType(
                input.tagSpecifications(),
                FleetRecord.TYPE,
                "instance",
                "volume",
                "network-interface",
                SpotRequests.TYPE);
        Map<String, String> own = all.get(FleetRecord.TYPE);
        return own == null ? Map.of() : own;
    }

    private static Access instance(Ec2Call call, LaunchPlan plan) {
        Context.Builder keys = ResourceKeys.zone(call, plan.subnet().zone())
                .put("ec2:InstanceType", plan.type().name())
                .put("ec2:EbsOptimized", Boolean.toString(plan.kept().ebsOptimized()))
                .put("ec2:RootDeviceType", "ebs")
                .put("ec2:Tenancy", "default");
        Profiles.Handed handed = plan.handed();
        if (handed != null) {
            keys.put("ec2:InstanceProfile", handed.profile().arn());
        }
        return call.access(ACTION, call.arn("instance", "*"))
                .with(keys.build())
                .with(Tags.requestKeys(plan.settings().tagsOf("instance")));
    }

    private static Access template(Ec2Call call, LaunchPlan plan) {
        LaunchPlan.Template template = java.util.Objects.requireNonNull(plan.template());
        return call.access(ACTION, call.arn("launch-template", template.id()), template.tags());
    }

    private static Access subnet(Ec2Call call, LaunchPlan plan) {
        String id = plan.subnet().id();
        return call.access(ACTION, call.arn("subnet", id), Tags.of(call.view(), call.account(), id))
                .with(ResourceKeys.subnet(call, plan.subnet()));
    }

    private static Access volume(Ec2Call call, LaunchPlan plan) {
        return call.access(ACTION, call.arn("volume", "*"))
                .with(ResourceKeys.volume(call, plan.subnet().zone(), plan.disk()))
                .with(Tags.requestKeys(plan.settings().tagsOf("volume")));
    }
}
