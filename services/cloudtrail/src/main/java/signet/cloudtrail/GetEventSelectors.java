package signet.cloudtrail;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.GetEventSelectorsInput;
import signet.model.cloudtrail.GetEventSelectorsOutput;

/** GetEventSelectors: which events a trail delivers. */
final class GetEventSelectors implements Operation<GetEventSelectorsInput, GetEventSelectorsOutput> {
    @Override
    public OperationModel<GetEventSelectorsInput, GetEventSelectorsOutput> model() {
        return CloudTrailOperations.GET_EVENT_SELECTORS;
    }

    @Override
    public Accesses accesses(Call<GetEventSelectorsInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(scope.on(
                "GetEventSelectors", TrailName.asked(scope, call.input().trailName())));
    }

    @Override
    public GetEventSelectorsOutput handle(Authorized<GetEventSelectorsInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().trailName());
        TrailRecord trail = scope.require(name);
        return GetEventSelectorsOutput.builder()
                .trailARN(trail.arn())
                .eventSelectors(trail.selectors().stream().map(Selector::shown).toList())
                .build();
    }
}
