package signet.cloudtrail;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.StartLoggingInput;
import signet.model.cloudtrail.StartLoggingOutput;
import signet.snapshot.State;
import signet.trail.EventHistory;

/** StartLogging: from now on a trail delivers. */
final class StartLogging implements Operation<StartLoggingInput, StartLoggingOutput> {
    private final State state;
    private final EventHistory history;

    StartLogging(State state, EventHistory history) {
        this.state = state;
        this.history = history;
    }

    @Override
    public OperationModel<StartLoggingInput, StartLoggingOutput> model() {
        return CloudTrailOperations.START_LOGGING;
    }

    @Override
    public Accesses accesses(Call<StartLoggingInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(
                scope.on("StartLogging", TrailName.asked(scope, call.input().name())));
    }

    @Override
    public StartLoggingOutput handle(Authorized<StartLoggingInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().name());
        long newest = history.newest();
        state.change(tx ->
                tx.put(Tables.TRAILS, name.key(), scope.in(tx).require(name).start(newest, request.time())));
        return new StartLoggingOutput();
    }
}
