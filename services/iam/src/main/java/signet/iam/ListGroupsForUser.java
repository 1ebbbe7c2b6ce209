package signet.iam;

import java.util.Comparator;
import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListGroupsForUserInput;
import signet.model.iam.ListGroupsForUserOutput;
import signet.snapshot.View;

/** ListGroupsForUser. */
record ListGroupsForUser() implements Operation<ListGroupsForUserInput, ListGroupsForUserOutput> {
    @Override
    public OperationModel<ListGroupsForUserInput, ListGroupsForUserOutput> model() {
        return IamOperations.LIST_GROUPS_FOR_USER;
    }

    @Override
    public Accesses accesses(Call<ListGroupsForUserInput> call) {
        return Accesses.of(
                Kind.USER.access(call, "iam:ListGroupsForUser", call.input().userName()));
    }

    @Override
    public ListGroupsForUserOutput handle(Authorized<ListGroupsForUserInput> request) {
        ListGroupsForUserInput input = request.input();
        User user = Kind.USER.get(request.view(), request.account(), input.userName());
        Page<Group> page = Page.of(groups(request.view(), user), Group::key, input.marker(), input.maxItems());
        return new ListGroupsForUserOutput(
                page.items().stream().map(Shapes::group).toList(), page.truncated(), page.marker());
    }

    /** A user's groups in the order of their names. */
    static List<Group> groups(View view, User user) {
        return user.groups().stream()
                .flatMap(id -> view.findOne(Tables.GROUPS_BY_ID, id).stream())
                .sorted(Comparator.comparing(Group::key))
                .toList();
    }
}
