package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteRoleInput;
import signet.model.iam.IamOperations;

/** DeleteRole: the role must have no policies and be in no instance profile. */
record DeleteRole(Parts parts) implements Operation<DeleteRoleInput, Unit> {
    @Override
    public OperationModel<DeleteRoleInput, Unit> model() {
        return IamOperations.DELETE_ROLE;
    }

    @Override
    public Accesses accesses(Call<DeleteRoleInput> call) {
        return Accesses.of(Kind.ROLE.access(call, "iam:DeleteRole", call.input().roleName()));
    }

    @Override
    public Unit handle(Authorized<DeleteRoleInput> request) {
        return parts.state().write(tx -> {
            Role role =
                    Holder.ROLE.writable(tx, request.account(), request.input().roleName());
            if (!tx.find(Tables.INSTANCE_PROFILES_BY_ROLE, role.id()).isEmpty()) {
                throw Faults.deleteConflict("remove roles from instance profile");
            }
            if (!role.attached().isEmpty()) {
                throw Faults.deleteConflict("detach all policies");
            }
            if (!role.inline().isEmpty()) {
                throw Faults.deleteConflict("delete policies");
            }
            tx.delete(Kind.ROLE.table(), role.key());
            tx.delete(IamTables.USES, role.id());
            return Unit.VALUE;
        });
    }
}
