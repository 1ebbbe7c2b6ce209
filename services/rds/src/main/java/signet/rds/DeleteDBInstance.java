package signet.rds;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.rds.DeleteDBInstanceInput;
import signet.model.rds.DeleteDBInstanceOutput;
import signet.model.rds.RdsOperations;
import signet.rds.InstanceRecord.Status;

/** Deletes an instance with all that it holds. There are no snapshots, so the caller has to say that none is wanted. */
record DeleteDBInstance(Moves moves) implements Operation<DeleteDBInstanceInput, DeleteDBInstanceOutput> {
    @Override
    public OperationModel<DeleteDBInstanceInput, DeleteDBInstanceOutput> model() {
        return RdsOperations.DELETE_DB_INSTANCE;
    }

    @Override
    public Accesses accesses(Call<DeleteDBInstanceInput> call) {
        DeleteDBInstanceInput input = call.input();
        boolean skips = Boolean.TRUE.equals(input.skipFinalSnapshot());
        if (input.finalDBSnapshotIdentifier() != null) {
            throw skips
                    ? Errors.combination("FinalDBSnapshotIdentifier cannot be specified with SkipFinalSnapshot.")
                    : Errors.notThere("The parameter FinalDBSnapshotIdentifier of DeleteDBInstance");
        }
        if (!skips) {
            throw Errors.combination("FinalDBSnapshotIdentifier is required unless SkipFinalSnapshot is specified.");
        }
        return Accesses.of(Scope.of(call).onInstance(model().name(), input.dbInstanceIdentifier()));
    }

    @Override
    public DeleteDBInstanceOutput handle(Authorized<DeleteDBInstanceInput> request) {
        InstanceRecord moved = moves.move(request, request.input().dbInstanceIdentifier(), now -> {
            if (now.status() == Status.DELETING) {
                throw Errors.state("Instance " + now.name() + " is already being deleted.");
            }
            if (now.settings().deletionProtection()) {
                throw Errors.combination(
                        "Cannot delete protected DB Instance, please disable deletion protection and try again.");
            }
            return Status.DELETING;
        });
        return new DeleteDBInstanceOutput(Answers.of(moved));
    }
}
