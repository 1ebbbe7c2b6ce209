package signet.cloudtrail;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.DescribeTrailsInput;
import signet.model.cloudtrail.DescribeTrailsOutput;

/** DescribeTrails: how the account's trails are set, or those that are named; names of none are passed over. */
final class DescribeTrails implements Operation<DescribeTrailsInput, DescribeTrailsOutput> {
    @Override
    public OperationModel<DescribeTrailsInput, DescribeTrailsOutput> model() {
        return CloudTrailOperations.DESCRIBE_TRAILS;
    }

    @Override
    public Accesses accesses(Call<DescribeTrailsInput> call) {
        return Accesses.of(Access.to("cloudtrail:DescribeTrails", "*"));
    }

    @Override
    public DescribeTrailsOutput handle(Authorized<DescribeTrailsInput> request) {
        Scope scope = Scope.of(request);
        List<String> names = Objects.requireNonNullElse(request.input().trailNameList(), List.of());
        List<TrailRecord> trails = names.isEmpty()
                ? scope.trails()
                : names.stream()
                        .map(name -> scope.find(TrailName.asked(scope, name)))
                        .flatMap(Optional::stream)
                        .distinct()
                        .toList();
        return DescribeTrailsOutput.builder()
                .trailList(trails.stream().map(TrailAnswers::of).toList())
                .build();
    }
}
