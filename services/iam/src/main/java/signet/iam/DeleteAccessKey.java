package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteAccessKeyInput;
import signet.model.iam.IamOperations;

/** DeleteAccessKey. */
record DeleteAccessKey(Parts parts) implements Operation<DeleteAccessKeyInput, Unit> {
    @Override
    public OperationModel<DeleteAccessKeyInput, Unit> model() {
        return IamOperations.DELETE_ACCESS_KEY;
    }

    @Override
    public Accesses accesses(Call<DeleteAccessKeyInput> call) {
        return SelfAccess.to(call, "iam:DeleteAccessKey", call.input().userName());
    }

    @Override
    public Unit handle(Authorized<DeleteAccessKeyInput> request) {
        DeleteAccessKeyInput input = request.input();
        Self.Subject subject = Self.of(request.caller(), input.userName());
        return parts.state().write(tx -> {
            String owner = Self.ownerId(tx, request.account(), subject);
            tx.delete(
                    Tables.ACCESS_KEYS,
                    AccessKeys.owned(tx, input.accessKeyId(), owner).id());
            tx.delete(IamTables.USES, input.accessKeyId());
            return Unit.VALUE;
        });
    }
}
