package signet.cloudtrail;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.GetTrailInput;
import signet.model.cloudtrail.GetTrailOutput;

/** GetTrail: how a trail is set. */
final class GetTrail implements Operation<GetTrailInput, GetTrailOutput> {
    @Override
    public OperationModel<GetTrailInput, GetTrailOutput> model() {
        return CloudTrailOperations.GET_TRAIL;
    }

    @Override
    public Accesses accesses(Call<GetTrailInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(
                scope.on("GetTrail", TrailName.asked(scope, call.input().name())));
    }

    @Override
    public GetTrailOutput handle(Authorized<GetTrailInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().name());
        TrailRecord trail = scope.find(name)
                .orElseThrow(() -> Errors.unknownTrail(request.input().name(), request.account()));
        return GetTrailOutput.builder().trail(TrailAnswers.of(trail)).build();
    }
}
