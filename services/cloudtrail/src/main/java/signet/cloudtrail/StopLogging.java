package signet.cloudtrail;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.StopLoggingInput;
import signet.model.cloudtrail.StopLoggingOutput;
import signet.snapshot.State;
import signet.trail.EventHistory;

/** StopLogging: what happens from now on is not delivered; what happened before still is. */
final class StopLogging implements Operation<StopLoggingInput, StopLoggingOutput> {
    private final State state;
    private final EventHistory history;

    StopLogging(State state, EventHistory history) {
        this.state = state;
        this.history = history;
    }

    @Override
    public OperationModel<StopLoggingInput, StopLoggingOutput> model() {
        return CloudTrailOperations.STOP_LOGGING;
    }

    @Override
    public Accesses accesses(Call<StopLoggingInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(
                scope.on("StopLogging", TrailName.asked(scope, call.input().name())));
    }

    @Override
    public StopLoggingOutput handle(Authorized<StopLoggingInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().name());
        long newest = history.newest();
        state.change(tx ->
                tx.put(Tables.TRAILS, name.key(), scope.in(tx).require(name).stop(newest, request.time())));
        return new StopLoggingOutput();
    }
}
