package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateAssumeRolePolicyInput;

/** UpdateAssumeRolePolicy: replaces the trust policy; sessions that exist go on. */
record UpdateAssumeRolePolicy(Parts parts) implements Operation<UpdateAssumeRolePolicyInput, Unit> {
    @Override
    public OperationModel<UpdateAssumeRolePolicyInput, Unit> model() {
        return IamOperations.UPDATE_ASSUME_ROLE_POLICY;
    }

    @Override
    public Accesses accesses(Call<UpdateAssumeRolePolicyInput> call) {
        return Accesses.of(Kind.ROLE.access(
                call, "iam:UpdateAssumeRolePolicy", call.input().roleName()));
    }

    @Override
    public Unit handle(Authorized<UpdateAssumeRolePolicyInput> request) {
        UpdateAssumeRolePolicyInput input = request.input();
        return parts.state().write(tx -> {
            Role role = Holder.ROLE.writable(tx, request.account(), input.roleName());
            Role changed = role.withTrust(Documents.storedTrust(tx, input.policyDocument()));
            tx.put(Kind.ROLE.table(), changed.key(), changed);
            return Unit.VALUE;
        });
    }
}
