package signet.rds;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.model.OperationModel;
import signet.model.rds.RdsOperations;
import signet.model.rds.RebootDBInstanceInput;
import signet.model.rds.RebootDBInstanceOutput;
import signet.rds.InstanceRecord.Status;

/** Restarts the database of an instance. */
record RebootDBInstance(Moves moves) implements Operation<RebootDBInstanceInput, RebootDBInstanceOutput> {
    @Override
    public OperationModel<RebootDBInstanceInput, RebootDBInstanceOutput> model() {
        return RdsOperations.REBOOT_DB_INSTANCE;
    }

    @Override
    public Accesses accesses(Call<RebootDBInstanceInput> call) {
        return Accesses.of(
                Scope.of(call).onInstance(model().name(), call.input().dbInstanceIdentifier()));
    }

    @Override
    public RebootDBInstanceOutput handle(Authorized<RebootDBInstanceInput> request) {
        InstanceRecord moved = moves.move(request, request.input().dbInstanceIdentifier(), now -> {
            if (Boolean.TRUE.equals(request.input().forceFailover())) {
                throw Errors.combination("A failover cannot be forced, as the instance is not Multi-AZ.");
            }
            if (now.status() != Status.AVAILABLE) {
                throw Errors.notAvailable(now.name());
            }
            return Status.REBOOTING;
        });
        return new RebootDBInstanceOutput(Answers.of(moved));
    }
}
