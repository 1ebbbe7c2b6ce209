package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteAccountPasswordPolicyInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** DeleteAccountPasswordPolicy: AWS's default is in force again. */
record DeleteAccountPasswordPolicy(Parts parts) implements Operation<DeleteAccountPasswordPolicyInput, Unit> {
    @Override
    public OperationModel<DeleteAccountPasswordPolicyInput, Unit> model() {
        return IamOperations.DELETE_ACCOUNT_PASSWORD_POLICY;
    }

    @Override
    public Accesses accesses(Call<DeleteAccountPasswordPolicyInput> call) {
        return Accesses.of(Access.to("iam:DeleteAccountPasswordPolicy", "*"));
    }

    @Override
    public Unit handle(Authorized<DeleteAccountPasswordPolicyInput> request) {
        return parts.state().write(tx -> {
            if (tx.get(Tables.PASSWORD_POLICIES, request.account()).isEmpty()) {
                throw IamErrors.noSuchEntity("The account policy with name PasswordPolicy cannot be found.");
            }
            tx.delete(Tables.PASSWORD_POLICIES, request.account());
            return Unit.VALUE;
        });
    }
}
