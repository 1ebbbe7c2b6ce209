package signet.iam;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.RemoveUserFromGroupInput;

/** RemoveUserFromGroup: a missing user is reported before a missing group; removing no member changes nothing. */
record RemoveUserFromGroup(Parts parts) implements Operation<RemoveUserFromGroupInput, Unit> {
    @Override
    public OperationModel<RemoveUserFromGroupInput, Unit> model() {
        return IamOperations.REMOVE_USER_FROM_GROUP;
    }

    @Override
    public Accesses accesses(Call<RemoveUserFromGroupInput> call) {
        return Accesses.of(
                Kind.GROUP.access(call, "iam:RemoveUserFromGroup", call.input().groupName()));
    }

    @Override
    public Unit handle(Authorized<RemoveUserFromGroupInput> request) {
        return parts.state().write(tx -> {
            User user = Kind.USER.get(tx, request.account(), request.input().userName());
            Group group = Kind.GROUP.get(tx, request.account(), request.input().groupName());
            List<String> groups = new ArrayList<>(user.groups());
            groups.remove(group.id());
            tx.put(Kind.USER.table(), user.key(), user.withGroups(groups));
            return Unit.VALUE;
        });
    }
}
