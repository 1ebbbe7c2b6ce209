package signet.iam;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.FailedRoleDeletion;
import signet.identity.Role;
import signet.identity.RoleDeletion;
import signet.identity.RoleUse;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.DeleteServiceLinkedRoleInput;
import signet.model.iam.DeleteServiceLinkedRoleOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/**
 * DeleteServiceLinkedRole: done at once, unless the service still has something that needs the role. The task that it answers
 * has ended when it is asked about.
 */
record DeleteServiceLinkedRole(Parts parts)
        implements Operation<DeleteServiceLinkedRoleInput, DeleteServiceLinkedRoleOutput> {
    @Override
    public OperationModel<DeleteServiceLinkedRoleInput, DeleteServiceLinkedRoleOutput> model() {
        return IamOperations.DELETE_SERVICE_LINKED_ROLE;
    }

    @Override
    public Accesses accesses(Call<DeleteServiceLinkedRoleInput> call) {
        return Accesses.of(Kind.ROLE.access(
                call, "iam:DeleteServiceLinkedRole", call.input().roleName()));
    }

    @Override
    public DeleteServiceLinkedRoleOutput handle(Authorized<DeleteServiceLinkedRoleInput> request) {
        String account = request.account();
        return parts.state().write(tx -> {
            Role role = Kind.ROLE.get(tx, account, request.input().roleName());
            if (!role.serviceLinked()) {
                throw IamErrors.invalidInput("Role " + role.name() + " is not a service-linked role.");
            }
            String task = "task" + role.path() + role.name() + "/" + parts.ids().uuid();
            List<RoleUse> uses = List.copyOf(tx.under(Tables.ROLE_USES, RoleUse.prefix(account, role.name()))
                    .values());
            if (!uses.isEmpty()) {
                tx.put(
                        Tables.FAILED_ROLE_DELETIONS,
                        Tables.key(account, task),
                        new FailedRoleDeletion(account, task, uses));
                return new DeleteServiceLinkedRoleOutput(task);
            }
            tx.put(
                    Tables.ROLE_DELETIONS,
                    Tables.key(account, task),
                    new RoleDeletion(account, task, Times.seconds(request.time())));
            tx.delete(Kind.ROLE.table(), role.key());
            tx.delete(IamTables.USES, role.id());
            return new DeleteServiceLinkedRoleOutput(task);
        });
    }
}
