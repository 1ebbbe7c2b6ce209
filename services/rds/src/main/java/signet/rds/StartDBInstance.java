package signet.rds;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.rds.RdsOperations;
import signet.model.rds.StartDBInstanceInput;
import signet.model.rds.StartDBInstanceOutput;
import signet.rds.InstanceRecord.Status;

/** Starts an instance that was stopped. */
record StartDBInstance(Moves moves) implements Operation<StartDBInstanceInput, StartDBInstanceOutput> {
    @Override
    public OperationModel<StartDBInstanceInput, StartDBInstanceOutput> model() {
        return RdsOperations.START_DB_INSTANCE;
    }

    @Override
    public Accesses accesses(Call<StartDBInstanceInput> call) {
        return Accesses.of(
                Scope.of(call).onInstance(model().name(), call.input().dbInstanceIdentifier()));
    }

    @Override
    public StartDBInstanceOutput handle(Authorized<StartDBInstanceInput> request) {
        InstanceRecord moved = moves.move(request, request.input().dbInstanceIdentifier(), now -> {
            if (now.status() != Status.STOPPED) {
                throw Errors.state("Instance " + now.name() + " is not in stopped state.");
            }
            return Status.STARTING;
        });
        return new StartDBInstanceOutput(Answers.of(moved));
    }
}
