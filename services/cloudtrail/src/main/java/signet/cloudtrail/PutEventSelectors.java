package signet.cloudtrail;

import java.util.List;
import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.PutEventSelectorsInput;
import signet.model.cloudtrail.PutEventSelectorsOutput;
import signet.snapshot.State;

/** PutEventSelectors: says which events a trail delivers. */
final class PutEventSelectors implements Operation<PutEventSelectorsInput, PutEventSelectorsOutput> {
    private final State state;

    PutEventSelectors(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<PutEventSelectorsInput, PutEventSelectorsOutput> model() {
        return CloudTrailOperations.PUT_EVENT_SELECTORS;
    }

    @Override
    public Accesses accesses(Call<PutEventSelectorsInput> call) {
        Members.only(PutEventSelectorsInput.SCHEMA, call.input(), "PutEventSelectors", "TrailName", "EventSelectors");
        Scope scope = Scope.of(call);
        return Accesses.of(scope.on(
                "PutEventSelectors", TrailName.asked(scope, call.input().trailName())));
    }

    @Override
    public PutEventSelectorsOutput handle(Authorized<PutEventSelectorsInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().trailName());
        List<Selector> selectors =
                Selector.all(Objects.requireNonNullElse(request.input().eventSelectors(), List.of()));
        state.change(tx ->
                tx.put(Tables.TRAILS, name.key(), scope.in(tx).require(name).select(selectors)));
        return PutEventSelectorsOutput.builder()
                .trailARN(name.arn())
                .eventSelectors(selectors.stream().map(Selector::shown).toList())
                .build();
    }
}
