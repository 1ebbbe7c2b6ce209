package signet.cloudtrail;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.cloudtrail.CloudTrailOperations;
import signet.model.cloudtrail.DeleteTrailInput;
import signet.model.cloudtrail.DeleteTrailOutput;
import signet.snapshot.State;

/** DeleteTrail: a trail and what is known of it; the files stay in the bucket. */
final class DeleteTrail implements Operation<DeleteTrailInput, DeleteTrailOutput> {
    private final State state;

    DeleteTrail(State state) {
        this.state = state;
    }

    @Override
    public OperationModel<DeleteTrailInput, DeleteTrailOutput> model() {
        return CloudTrailOperations.DELETE_TRAIL;
    }

    @Override
    public Accesses accesses(Call<DeleteTrailInput> call) {
        Scope scope = Scope.of(call);
        return Accesses.of(
                scope.on("DeleteTrail", TrailName.asked(scope, call.input().name())));
    }

    @Override
    public DeleteTrailOutput handle(Authorized<DeleteTrailInput> request) {
        Scope scope = Scope.of(request);
        TrailName name = TrailName.asked(scope, request.input().name());
        state.change(tx -> {
            scope.in(tx).require(name);
            tx.delete(Tables.TRAILS, name.key());
            tx.delete(Tables.PROGRESS, name.key());
        });
        return new DeleteTrailOutput();
    }
}
