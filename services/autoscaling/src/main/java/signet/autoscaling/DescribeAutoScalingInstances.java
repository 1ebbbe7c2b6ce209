package signet.autoscaling;

import java.util.Comparator;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.autoscaling.AutoScalingInstanceDetails;
import signet.model.autoscaling.AutoScalingInstancesType;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.DescribeAutoScalingInstancesInput;

/** Shows the instances of all groups. */
final class DescribeAutoScalingInstances
        implements Operation<DescribeAutoScalingInstancesInput, AutoScalingInstancesType> {
    @Override
    public OperationModel<DescribeAutoScalingInstancesInput, AutoScalingInstancesType> model() {
        return AutoScalingOperations.DESCRIBE_AUTO_SCALING_INSTANCES;
    }

    @Override
    public Accesses accesses(Call<DescribeAutoScalingInstancesInput> call) {
        return Accesses.of(Scope.everywhere(model().name()));
    }

    @Override
    public AutoScalingInstancesType handle(Authorized<DescribeAutoScalingInstancesInput> request) {
        DescribeAutoScalingInstancesInput input = request.input();
        Scope scope = Scope.of(request);
        List<AutoScalingInstanceDetails> chosen = scope.groups().stream()
                .flatMap(group -> group.members().stream().map(member -> MemberAnswers.details(scope, group, member)))
                .filter(Paging.among(input.instanceIds(), AutoScalingInstanceDetails::instanceId))
                .sorted(Comparator.comparing(AutoScalingInstanceDetails::instanceId))
                .toList();
        Paging.Page<AutoScalingInstanceDetails> page =
                Paging.page(chosen, AutoScalingInstanceDetails::instanceId, input.maxRecords(), input.nextToken());
        return new AutoScalingInstancesType(page.items(), page.nextToken());
    }
}
