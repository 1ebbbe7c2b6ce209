package signet.cloudtrail;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.ListTrailsInput;
import signet.model.cloudtrail.ListTrailsOutput;
import signet.model.cloudtrail.TrailInfo;

/** ListTrails: the names of the account's trails. */
final class ListTrails implements Operation<ListTrailsInput, ListTrailsOutput> {
    @Override
    public OperationModel<ListTrailsInput, ListTrailsOutput> model() {
        return CloudTrailOperations.LIST_TRAILS;
    }

    @Override
    public Accesses accesses(Call<ListTrailsInput> call) {
        Members.only(ListTrailsInput.SCHEMA, call.input(), "ListTrails");
        return Accesses.of(Access.to("cloudtrail:ListTrails", "*"));
    }

    @Override
    public ListTrailsOutput handle(Authorized<ListTrailsInput> request) {
        return ListTrailsOutput.builder()
                .trails(Scope.of(request).trails().stream()
                        .map(trail -> TrailInfo.builder()
                                .trailARN(trail.arn())
                                .name(trail.name())
                                .homeRegion(trail.region())
                                .build())
                        .toList())
                .build();
    }
}
