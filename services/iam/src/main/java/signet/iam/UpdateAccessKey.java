package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.AccessKey;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateAccessKeyInput;

/** UpdateAccessKey: makes a key active or inactive. */
record UpdateAccessKey(Parts parts) implements Operation<UpdateAccessKeyInput, Unit> {
    @Override
    public OperationModel<UpdateAccessKeyInput, Unit> model() {
        return IamOperations.UPDATE_ACCESS_KEY;
    }

    @Override
    public Accesses accesses(Call<UpdateAccessKeyInput> call) {
        return SelfAccess.to(call, "iam:UpdateAccessKey", call.input().userName());
    }

    @Override
    public Unit handle(Authorized<UpdateAccessKeyInput> request) {
        UpdateAccessKeyInput input = request.input();
        Self.Subject subject = Self.of(request.caller(), input.userName());
        return parts.state().write(tx -> {
            String owner = Self.ownerId(tx, request.account(), subject);
            AccessKey key = AccessKeys.owned(tx, input.accessKeyId(), owner);
            tx.put(Tables.ACCESS_KEYS, key.id(), key.withActive(active(input.status())));
            return Unit.VALUE;
        });
    }

    private static boolean active(String status) {
        return switch (status) {
            case "Active" -> true;
            case "Inactive" -> false;
            default -> throw IamErrors.invalidInput("An access key's status can be set to Active or Inactive only.");
        };
    }
}
