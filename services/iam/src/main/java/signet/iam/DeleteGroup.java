package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteGroupInput;
import signet.model.iam.IamOperations;

/** DeleteGroup: the group must have no members and no policies. */
record DeleteGroup(Parts parts) implements Operation<DeleteGroupInput, Unit> {
    @Override
    public OperationModel<DeleteGroupInput, Unit> model() {
        return IamOperations.DELETE_GROUP;
    }

    @Override
    public Accesses accesses(Call<DeleteGroupInput> call) {
        return Accesses.of(
                Kind.GROUP.access(call, "iam:DeleteGroup", call.input().groupName()));
    }

    @Override
    public Unit handle(Authorized<DeleteGroupInput> request) {
        return parts.state().write(tx -> {
            Group group = Kind.GROUP.get(tx, request.account(), request.input().groupName());
            if (!tx.find(Tables.USERS_BY_GROUP, group.id()).isEmpty()) {
                throw Faults.deleteConflict("remove users from group");
            }
            if (!group.attached().isEmpty()) {
                throw Faults.deleteConflict("detach all policies");
            }
            if (!group.inline().isEmpty()) {
                throw Faults.deleteConflict("delete policies");
            }
            tx.delete(Kind.GROUP.table(), group.key());
            return Unit.VALUE;
        });
    }
}
