package signet.rds;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.rds.RdsOperations;
import signet.model.rds.StopDBInstanceInput;
import signet.model.rds.StopDBInstanceOutput;
import signet.rds.InstanceRecord.Status;

/** Stops an instance; what it holds stays. */
record StopDBInstance(Moves moves) implements Operation<StopDBInstanceInput, StopDBInstanceOutput> {
    @Override
    public OperationModel<StopDBInstanceInput, StopDBInstanceOutput> model() {
        return RdsOperations.STOP_DB_INSTANCE;
    }

    @Override
    public Accesses accesses(Call<StopDBInstanceInput> call) {
        Members.only(StopDBInstanceInput.SCHEMA, call.input(), "StopDBInstance", "DBInstanceIdentifier");
        return Accesses.of(
                Scope.of(call).onInstance(model().name(), call.input().dbInstanceIdentifier()));
    }

    @Override
    public StopDBInstanceOutput handle(Authorized<StopDBInstanceInput> request) {
        InstanceRecord moved = moves.move(request, request.input().dbInstanceIdentifier(), now -> {
            if (now.status() != Status.AVAILABLE) {
                throw Errors.notAvailable(now.name());
            }
            return Status.STOPPING;
        });
        return new StopDBInstanceOutput(Answers.of(moved));
    }
}
