package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.GetGroupInput;
import signet.model.iam.GetGroupOutput;
import signet.model.iam.IamOperations;

/** GetGroup: the group and its members. */
record GetGroup() implements Operation<GetGroupInput, GetGroupOutput> {
    @Override
    public OperationModel<GetGroupInput, GetGroupOutput> model() {
        return IamOperations.GET_GROUP;
    }

    @Override
    public Accesses accesses(Call<GetGroupInput> call) {
        return Accesses.of(Kind.GROUP.access(call, "iam:GetGroup", call.input().groupName()));
    }

    @Override
    public GetGroupOutput handle(Authorized<GetGroupInput> request) {
        GetGroupInput input = request.input();
        Group group = Kind.GROUP.get(request.view(), request.account(), input.groupName());
        Page<User> members = Page.of(
                request.view().find(Tables.USERS_BY_GROUP, group.id()), User::key, input.marker(), input.maxItems());
        return new GetGroupOutput(
                Shapes.group(group),
                members.items().stream().map(Shapes::listed).toList(),
                members.truncated(),
                members.marker());
    }
}
