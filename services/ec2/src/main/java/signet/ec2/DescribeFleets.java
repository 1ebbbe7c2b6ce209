package signet.ec2;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import signet.authz.Authorized;
import signet.model.OperationModel;
import signet.model.ec2.CreateFleetInput;
import signet.model.ec2.CreateFleetInstance;
import signet.model.ec2.DescribeFleetError;
import signet.model.ec2.DescribeFleetsInput;
import signet.model.ec2.DescribeFleetsInstances;
import signet.model.ec2.DescribeFleetsOutput;
import signet.model.ec2.Ec2Operations;
import signet.model.ec2.FleetData;
import signet.model.ec2.FleetLaunchTemplateConfig;
import signet.model.ec2.FleetLaunchTemplateConfigRequest;
import signet.model.ec2.FleetLaunchTemplateOverridesRequest;
import signet.model.ec2.FleetLaunchTemplateSpecification;
import signet.model.ec2.FleetLaunchTemplateSpecificationRequest;
import signet.model.ec2.TargetCapacitySpecification;

/** Shows fleets. As on AWS an instant fleet is shown only to who asks for it by its id. */
final class DescribeFleets implements Describe<DescribeFleetsInput, DescribeFleetsOutput> {
    @Override
    public OperationModel<DescribeFleetsInput, DescribeFleetsOutput> model() {
        return Ec2Operations.DESCRIBE_FLEETS;
    }

    @Override
    public DescribeFleetsOutput handle(Authorized<DescribeFleetsInput> request) {
        DescribeFleetsInput input = request.input();
        Ec2Call call = Ec2Call.of(request);
        List<FleetRecord> asked = Objects.requireNonNullElse(input.fleetIds(), List.<String>of()).stream()
                .distinct()
                .map(id -> find(call, id))
                .sorted(Comparator.comparing(FleetRecord::id))
                .toList();
        Paging.Page<FleetRecord> page = Paging.page(
                filters(call).apply(input.filters(), asked),
                FleetRecord::id,
                input.maxResults(),
                input.nextToken(),
                1,
                1000);
        return DescribeFleetsOutput.builder()
                .fleets(page.items().stream().map(fleet -> answer(call, fleet)).toList())
                .nextToken(page.nextToken())
                .build();
    }

    static FleetRecord find(Ec2Call call, String id) {
        return call.view()
                .get(Tables.FLEETS, call.key(id))
                .orElseThrow(() -> Errors.of("InvalidFleetId.NotFound", "The fleet ID '" + id + "' does not exist"));
    }

    private static Filters<FleetRecord> filters(Ec2Call call) {
        return new Filters<FleetRecord>()
                .on("activity-status", DescribeFleets::activity)
                .on("excess-capacity-termination-policy", fleet -> "no-termination")
                .on("fleet-state", fleet -> fleet.stateIn(call))
                .on("replace-unhealthy-instances", fleet -> false)
                .on("type", fleet -> "instant");
    }

    private static FleetData answer(Ec2Call call, FleetRecord fleet) {
        CreateFleetInput asked = fleet.asked();
        FleetTarget target = FleetTarget.of(asked.targetCapacitySpecification());
        return FleetData.builder()
                .activityStatus(activity(fleet))
                .createTime(fleet.created())
                .fleetId(fleet.id())
                .fleetState(fleet.stateIn(call))
                .clientToken(asked.clientToken())
                .excessCapacityTerminationPolicy("no-termination")
                .fulfilledCapacity(fulfilled(fleet, "spot") + fulfilled(fleet, "on-demand"))
                .fulfilledOnDemandCapacity(fulfilled(fleet, "on-demand"))
                .launchTemplateConfigs(asked.launchTemplateConfigs().stream()
                        .map(DescribeFleets::config)
                        .toList())
                .targetCapacitySpecification(TargetCapacitySpecification.builder()
                        .totalTargetCapacity(asked.targetCapacitySpecification().totalTargetCapacity())
                        .onDemandTargetCapacity(target.onDemand())
                        .spotTargetCapacity(target.spot())
                        .defaultTargetCapacityType(
                                asked.targetCapacitySpecification().defaultTargetCapacityType())
                        .build())
                .terminateInstancesWithExpiration(false)
                .type("instant")
                .replaceUnhealthyInstances(false)
                .tags(Tags.list(Tags.of(call.view(), call.account(), fleet.id())))
                .errors(fleet.errors().stream()
                        .map(error -> new DescribeFleetError(
                                error.launchTemplateAndOverrides(),
                                error.lifecycle(),
                                error.errorCode(),
                                error.errorMessage()))
                        .toList())
                .instances(fleet.launched().stream()
                        .map(launched -> new DescribeFleetsInstances(
                                launched.launchTemplateAndOverrides(),
                                launched.lifecycle(),
                                launched.instanceIds(),
                                launched.instanceType(),
                                launched.platform()))
                        .toList())
                .build();
    }

    private static String activity(FleetRecord fleet) {
        return fleet.launched().isEmpty() ? "error" : "fulfilled";
    }

    private static double fulfilled(FleetRecord fleet, String lifecycle) {
        return fleet.launched().stream()
                .filter(launched -> lifecycle.equals(launched.lifecycle()))
                .mapToDouble(DescribeFleets::capacity)
                .sum();
    }

    private static double capacity(CreateFleetInstance launched) {
        var asked =
                Objects.requireNonNull(launched.launchTemplateAndOverrides()).overrides();
        Double weight = asked == null ? null : asked.weightedCapacity();
        int count = Objects.requireNonNull(launched.instanceIds()).size();
        return weight == null ? count : count * weight;
    }

    private static FleetLaunchTemplateConfig config(FleetLaunchTemplateConfigRequest config) {
        FleetLaunchTemplateSpecificationRequest template = Objects.requireNonNull(config.launchTemplateSpecification());
        return new FleetLaunchTemplateConfig(
                new FleetLaunchTemplateSpecification(
                        template.launchTemplateId(), template.launchTemplateName(), template.version()),
                Objects.requireNonNullElse(config.overrides(), List.<FleetLaunchTemplateOverridesRequest>of()).stream()
                        .map(FleetCandidate::overrides)
                        .toList());
    }
}
