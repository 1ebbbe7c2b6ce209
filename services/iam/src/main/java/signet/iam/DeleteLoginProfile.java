package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteLoginProfileInput;
import signet.model.iam.IamOperations;

/** DeleteLoginProfile: takes a user's password away. */
record DeleteLoginProfile(Parts parts) implements Operation<DeleteLoginProfileInput, Unit> {
    @Override
    public OperationModel<DeleteLoginProfileInput, Unit> model() {
        return IamOperations.DELETE_LOGIN_PROFILE;
    }

    @Override
    public Accesses accesses(Call<DeleteLoginProfileInput> call) {
        return SelfAccess.to(call, "iam:DeleteLoginProfile", call.input().userName());
    }

    @Override
    public Unit handle(Authorized<DeleteLoginProfileInput> request) {
        return parts.state().write(tx -> {
            User user =
                    LoginProfiles.holder(tx, request.caller(), request.input().userName());
            LoginProfiles.get(tx, user);
            tx.delete(Tables.LOGIN_PROFILES, user.id());
            return Unit.VALUE;
        });
    }
}
