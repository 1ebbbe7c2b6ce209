package signet.autoscaling;

import java.util.Comparator;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.autoscaling.ActivitiesType;
import signet.model.autoscaling.AutoScalingOperations;
import signet.model.autoscaling.DescribeScalingActivitiesInput;

/** Shows what groups did, the latest first. */
final class DescribeScalingActivities implements Operation<DescribeScalingActivitiesInput, ActivitiesType> {
    @Override
    public OperationModel<DescribeScalingActivitiesInput, ActivitiesType> model() {
        return AutoScalingOperations.DESCRIBE_SCALING_ACTIVITIES;
    }

    @Override
    public Accesses accesses(Call<DescribeScalingActivitiesInput> call) {
        Members.only(
                DescribeScalingActivitiesInput.SCHEMA,
                call.input(),
                model().name(),
                "ActivityIds",
                "AutoScalingGroupName",
                "MaxRecords",
                "NextToken");
        return Accesses.of(Scope.everywhere(model().name()));
    }

    @Override
    public ActivitiesType handle(Authorized<DescribeScalingActivitiesInput> request) {
        DescribeScalingActivitiesInput input = request.input();
        Scope scope = Scope.of(request);
        String group = input.autoScalingGroupName();
        List<GroupRecord> groups = group == null ? scope.groups() : List.of(scope.group(group));
        Comparator<ActivityRecord> byTime = Comparator.comparing(ActivityRecord::time);
        List<ActivityRecord> chosen = groups.stream()
                .flatMap(found -> Activities.of(scope.view(), scope.account(), scope.region(), found.name()).stream())
                .filter(Paging.among(input.activityIds(), ActivityRecord::id))
                .sorted(byTime.thenComparingLong(ActivityRecord::sequence).reversed())
                .toList();
        Paging.Page<ActivityRecord> page =
                Paging.inOrder(chosen, ActivityRecord::id, input.maxRecords(), input.nextToken());
        return new ActivitiesType(page.items().stream().map(Activities::answer).toList(), page.nextToken());
    }
}
