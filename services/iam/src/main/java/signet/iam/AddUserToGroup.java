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
import signet.model.iam.AddUserToGroupInput;
import signet.model.iam.IamOperations;

/** AddUserToGroup: adding a member again changes nothing. */
record AddUserToGroup(Parts parts) implements Operation<AddUserToGroupInput, Unit> {
    @Override
    public OperationModel<AddUserToGroupInput, Unit> model() {
        return IamOperations.ADD_USER_TO_GROUP;
    }

    @Override
    public Accesses accesses(Call<AddUserToGroupInput> call) {
        return Accesses.of(
                Kind.GROUP.access(call, "iam:AddUserToGroup", call.input().groupName()));
    }

    @Override
    public Unit handle(Authorized<AddUserToGroupInput> request) {
        return parts.state().write(tx -> {
            User user = Kind.USER.get(tx, request.account(), request.input().userName());
            Group group = Kind.GROUP.get(tx, request.account(), request.input().groupName());
            if (!user.groups().contains(group.id())) {
                List<String> groups = new ArrayList<>(user.groups());
                groups.add(group.id());
                Quota.GROUPS_PER_USER.check(groups.size());
                tx.put(Kind.USER.table(), user.key(), user.withGroups(groups));
            }
            return Unit.VALUE;
        });
    }
}
