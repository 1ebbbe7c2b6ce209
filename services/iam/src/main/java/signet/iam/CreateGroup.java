package signet.iam;

import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.model.OperationModel;
import signet.model.iam.CreateGroupInput;
import signet.model.iam.CreateGroupOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** CreateGroup. */
record CreateGroup(Parts parts) implements Operation<CreateGroupInput, CreateGroupOutput> {
    @Override
    public OperationModel<CreateGroupInput, CreateGroupOutput> model() {
        return IamOperations.CREATE_GROUP;
    }

    @Override
    public Accesses accesses(Call<CreateGroupInput> call) {
        return Accesses.of(Kind.GROUP.creation(
                call, "iam:CreateGroup", call.input().path(), call.input().groupName()));
    }

    @Override
    public CreateGroupOutput handle(Authorized<CreateGroupInput> request) {
        String account = request.account();
        String name = request.input().groupName();
        Group created = parts.state().write(tx -> {
            Kind.GROUP.find(tx, account, name).ifPresent(old -> {
                throw IamErrors.entityAlreadyExists("Group with name " + name + " already exists.");
            });
            Quota.GROUPS.check(tx.under(Kind.GROUP.table(), account + "/").size() + 1);
            Group group = Group.create(
                    account,
                    Objects.requireNonNullElse(request.input().path(), "/"),
                    name,
                    parts.ids().uniqueId("AGPA", account),
                    Times.seconds(request.time()));
            tx.put(Kind.GROUP.table(), group.key(), group);
            return group;
        });
        return new CreateGroupOutput(Shapes.group(created));
    }
}
