package signet.ec2;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.model.AwsError;
import signet.model.ec2.CreateFleetInput;
import signet.model.ec2.FleetIamInstanceProfileSpecificationRequest;
import signet.model.ec2.FleetLaunchTemplateConfigRequest;
import signet.model.ec2.FleetLaunchTemplateOverrides;
import signet.model.ec2.FleetLaunchTemplateOverridesRequest;
import signet.model.ec2.FleetLaunchTemplateSpecification;
import signet.model.ec2.FleetLaunchTemplateSpecificationRequest;
import signet.model.ec2.IamInstanceProfileSpecification;
import signet.model.ec2.InstanceMarketOptionsRequest;
import signet.model.ec2.LaunchTemplateAndOverridesResponse;
import signet.model.ec2.LaunchTemplateSpecification;
import signet.model.ec2.Placement;
import signet.model.ec2.RunInstancesInput;
import signet.model.ec2.SpotMarketOptions;
import signet.model.ec2.TagSpecification;

/**
 * One sort of instance that a fleet may be made of: a launch template with one of its overrides, On-Demand or Spot. Its
 * plan and what that needs are worked out once; where it can't be launched the fleet reports why and goes on.
 *
 * @param plan null where {@code wrong} says why there is none
 */
record FleetCandidate(
        FleetLaunchTemplateSpecificationRequest template,
        @Nullable FleetLaunchTemplateOverridesRequest override,
        boolean spot,
        @Nullable LaunchPlan plan,
        @Nullable AwsError wrong,
        List<Access> needs) {
    private static final int MOST = 1000;

    FleetCandidate {
        needs = List.copyOf(needs);
    }

    /** What a fleet may be made of in one market, in the order in which it is tried. */
    static List<FleetCandidate> of(Ec2Call call, LaunchPlanner planner, CreateFleetInput input, boolean spot) {
        List<FleetCandidate> all = new ArrayList<>();
        for (FleetLaunchTemplateConfigRequest config : input.launchTemplateConfigs()) {
            FleetLaunchTemplateSpecificationRequest template = config.launchTemplateSpecification();
            if (template == null) {
                throw Errors.missing("LaunchTemplateConfigs.1.LaunchTemplateSpecification");
            }
            checkTemplate(call, template);
            List<FleetLaunchTemplateOverridesRequest> overrides =
                    Objects.requireNonNullElse(config.overrides(), List.of());
            if (overrides.isEmpty()) {
                all.add(planned(call, planner, input, template, null, spot));
            }
            overrides.forEach(override -> all.add(planned(call, planner, input, template, override, spot)));
        }
        all.sort(Comparator.comparingDouble(FleetCandidate::priority));
        return all;
    }

    /** How much of the fleet's capacity one instance is. */
    double weight() {
        Double weight = override == null ? null : override.weightedCapacity();
        return weight == null || weight <= 0 ? 1 : weight;
    }

    String lifecycle() {
        return spot ? "spot" : "on-demand";
    }

    LaunchTemplateAndOverridesResponse answer() {
        return new LaunchTemplateAndOverridesResponse(
                new FleetLaunchTemplateSpecification(
                        template.launchTemplateId(), template.launchTemplateName(), template.version()),
                override == null ? null : overrides(override));
    }

    static FleetLaunchTemplateOverrides overrides(FleetLaunchTemplateOverridesRequest override) {
        return FleetLaunchTemplateOverrides.builder()
                .instanceType(override.instanceType())
                .maxPrice(override.maxPrice())
                .subnetId(override.subnetId())
                .availabilityZone(override.availabilityZone())
                .weightedCapacity(override.weightedCapacity())
                .priority(override.priority())
                .imageId(override.imageId())
                .build();
    }

    /** The lowest number comes first; what has none comes last. */
    private double priority() {
        Double priority = override == null ? null : override.priority();
        return priority == null ? Double.MAX_VALUE : priority;
    }

    private static void checkTemplate(Ec2Call call, FleetLaunchTemplateSpecificationRequest template) {
        Members.only(
                FleetLaunchTemplateSpecificationRequest.SCHEMA,
                template,
                "LaunchTemplateSpecification",
                "LaunchTemplateId",
                "LaunchTemplateName",
                "Version");
        var _ = Templates.find(call, template.launchTemplateId(), template.launchTemplateName());
        if (template.version() == null) {
            throw Errors.missing("LaunchTemplateConfigs.1.LaunchTemplateSpecification.Version");
        }
    }

    private static FleetCandidate planned(
            Ec2Call call,
            LaunchPlanner planner,
            CreateFleetInput input,
            FleetLaunchTemplateSpecificationRequest template,
            @Nullable FleetLaunchTemplateOverridesRequest override,
            boolean spot) {
        Members.only(
                FleetLaunchTemplateOverridesRequest.SCHEMA,
                override,
                "Overrides",
                "InstanceType",
                "MaxPrice",
                "SubnetId",
                "AvailabilityZone",
                "WeightedCapacity",
                "Priority",
                "KeyName",
                "IamInstanceProfile",
                "ImageId");
        try {
            LaunchPlan plan = planner.plan(call, launch(input, template, override, spot));
            return new FleetCandidate(template, override, spot, plan, null, LaunchAccesses.run(call, plan));
        } catch (AwsError e) {
            return new FleetCandidate(template, override, spot, null, e, List.of());
        }
    }

    private static RunInstancesInput launch(
            CreateFleetInput input,
            FleetLaunchTemplateSpecificationRequest template,
            @Nullable FleetLaunchTemplateOverridesRequest override,
            boolean spot) {
        String zone = of(override, FleetLaunchTemplateOverridesRequest::availabilityZone);
        return RunInstancesInput.builder()
                .minCount(1)
                .maxCount(MOST)
                .launchTemplate(new LaunchTemplateSpecification(
                        template.launchTemplateId(), template.launchTemplateName(), template.version()))
                .instanceType(of(override, FleetLaunchTemplateOverridesRequest::instanceType))
                .imageId(of(override, FleetLaunchTemplateOverridesRequest::imageId))
                .keyName(of(override, FleetLaunchTemplateOverridesRequest::keyName))
                .subnetId(of(override, FleetLaunchTemplateOverridesRequest::subnetId))
                .iamInstanceProfile(profile(of(override, FleetLaunchTemplateOverridesRequest::iamInstanceProfile)))
                .placement(
                        zone == null
                                ? null
                                : Placement.builder().availabilityZone(zone).build())
                .instanceMarketOptions(spot ? market(override) : null)
                .tagSpecifications(instanceTags(input))
                .build();
    }

    private static <T> @Nullable T of(
            @Nullable FleetLaunchTemplateOverridesRequest override,
            Function<FleetLaunchTemplateOverridesRequest, @Nullable T> part) {
        return override == null ? null : part.apply(override);
    }

    private static @Nullable IamInstanceProfileSpecification profile(
            @Nullable FleetIamInstanceProfileSpecificationRequest profile) {
        return profile == null ? null : new IamInstanceProfileSpecification(profile.arn(), profile.name());
    }

    private static InstanceMarketOptionsRequest market(@Nullable FleetLaunchTemplateOverridesRequest override) {
        return InstanceMarketOptionsRequest.builder()
                .marketType("spot")
                .spotOptions(SpotMarketOptions.builder()
                        .maxPrice(of(override, FleetLaunchTemplateOverridesRequest::maxPrice))
                        .build())
                .build();
    }

    private static List<TagSpecification> instanceTags(CreateFleetInput input) {
        return Objects.requireNonNullElse(input.tagSpecifications(), List.<TagSpecification>of()).stream()
                .filter(specification -> !FleetRecord.TYPE.equals(specification.resourceType()))
                .toList();
    }
}
