package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.IamOperations;
import signet.snapshot.View;

/** DeleteUser: the user must have nothing left. */
record DeleteUser(Parts parts) implements Operation<DeleteUserInput, Unit> {
    @Override
    public OperationModel<DeleteUserInput, Unit> model() {
        return IamOperations.DELETE_USER;
    }

    @Override
    public Accesses accesses(Call<DeleteUserInput> call) {
        return Accesses.of(Kind.USER.access(call, "iam:DeleteUser", call.input().userName()));
    }

    @Override
    public Unit handle(Authorized<DeleteUserInput> request) {
        return parts.state().write(tx -> {
            User user = Kind.USER.get(tx, request.account(), request.input().userName());
            checkEmpty(tx, user);
            tx.delete(Kind.USER.table(), user.key());
            tx.delete(Tables.SIGN_INS, user.id());
            return Unit.VALUE;
        });
    }

    private static void checkEmpty(View view, User user) {
        if (view.get(Tables.LOGIN_PROFILES, user.id()).isPresent()) {
            throw Faults.deleteConflict("delete login profile");
        }
        if (!view.find(Tables.ACCESS_KEYS_BY_OWNER, user.id()).isEmpty()) {
            throw Faults.deleteConflict("delete access keys");
        }
        if (!view.find(Tables.MFA_DEVICES_BY_OWNER, user.id()).isEmpty()) {
            throw Faults.deleteConflict("delete MFA device");
        }
        if (!user.inline().isEmpty()) {
            throw Faults.deleteConflict("delete policies");
        }
        if (!user.attached().isEmpty()) {
            throw Faults.deleteConflict("detach all policies");
        }
        if (!user.groups().isEmpty()) {
            throw Faults.deleteConflict("remove users from group");
        }
        boolean others = UserCredential.SSH_KEY.any(view, user)
                || UserCredential.SIGNING_CERTIFICATE.any(view, user)
                || UserCredential.OF_SERVICE.any(view, user);
        if (others) {
            throw Faults.deleteConflict("remove referenced objects");
        }
    }
}
