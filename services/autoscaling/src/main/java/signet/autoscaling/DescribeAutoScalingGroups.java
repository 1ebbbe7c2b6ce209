package signet.autoscaling;

import java.util.List;
import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.autoscaling.AutoScalingGroup;
import signet.model.autoscaling.AutoScalingGroupsType;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.DescribeAutoScalingGroupsInput;
import signet.model.autoscaling.TagDescription;

/** Shows groups with their instances. */
final class DescribeAutoScalingGroups implements Operation<DescribeAutoScalingGroupsInput, AutoScalingGroupsType> {
    @Override
    public OperationModel<DescribeAutoScalingGroupsInput, AutoScalingGroupsType> model() {
        return AutoScalingOperations.DESCRIBE_AUTO_SCALING_GROUPS;
    }

    @Override
    public Accesses accesses(Call<DescribeAutoScalingGroupsInput> call) {
        Members.only(
                DescribeAutoScalingGroupsInput.SCHEMA,
                call.input(),
                model().name(),
                "AutoScalingGroupNames",
                "IncludeInstances",
                "NextToken",
                "MaxRecords");
        return Accesses.of(Scope.everywhere(model().name()));
    }

    @Override
    public AutoScalingGroupsType handle(Authorized<DescribeAutoScalingGroupsInput> request) {
        DescribeAutoScalingGroupsInput input = request.input();
        Scope scope = Scope.of(request);
        List<GroupRecord> chosen = scope.groups().stream()
                .filter(Paging.among(input.autoScalingGroupNames(), GroupRecord::name))
                .toList();
        Paging.Page<GroupRecord> page = Paging.page(chosen, GroupRecord::name, input.maxRecords(), input.nextToken());
        boolean instances = !Boolean.FALSE.equals(input.includeInstances());
        return new AutoScalingGroupsType(
                page.items().stream()
                        .map(group -> answer(scope, group, instances))
                        .toList(),
                page.nextToken());
    }

    private static AutoScalingGroup answer(Scope scope, GroupRecord group, boolean instances) {
        GroupRecord.Places places = group.places();
        return AutoScalingGroup.builder()
                .autoScalingGroupName(group.name())
                .autoScalingGroupARN(group.arn())
                .launchConfigurationName(group.source().launchConfiguration())
                .launchTemplate(group.source().template())
                .minSize(group.size().min())
                .maxSize(group.size().max())
                .desiredCapacity(group.size().desired())
                .defaultCooldown(group.settings().cooldown())
                .availabilityZones(places.zones().stream().distinct().toList())
                .loadBalancerNames(List.of())
                .targetGroupARNs(List.of())
                .healthCheckType("EC2")
                .healthCheckGracePeriod(group.settings().healthCheckGrace())
                .instances(
                        instances
                                ? group.members().stream()
                                        .map(member -> MemberAnswers.instance(scope, group, member))
                                        .toList()
                                : List.of())
                .createdTime(group.created())
                .suspendedProcesses(List.of())
                .vpcZoneIdentifier(String.join(",", places.subnets()))
                .enabledMetrics(List.of())
                .status(group.deleting() ? "Delete in progress" : null)
                .tags(group.tags().stream()
                        .map(tag -> new TagDescription(
                                group.name(),
                                "auto-scaling-group",
                                tag.key(),
                                Objects.requireNonNullElse(tag.value(), ""),
                                Boolean.TRUE.equals(tag.propagateAtLaunch())))
                        .toList())
                .terminationPolicies(List.of("Default"))
                .newInstancesProtectedFromScaleIn(group.settings().protectsNew())
                .serviceLinkedRoleARN(group.role())
                .trafficSources(List.of())
                .build();
    }
}
