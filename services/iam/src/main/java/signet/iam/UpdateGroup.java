package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Group;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateGroupInput;

/** UpdateGroup: renames or moves a group, with permission on both the old and the new name. */
record UpdateGroup(Parts parts) implements Operation<UpdateGroupInput, Unit> {
    @Override
    public OperationModel<UpdateGroupInput, Unit> model() {
        return IamOperations.UPDATE_GROUP;
    }

    @Override
    public Accesses accesses(Call<UpdateGroupInput> call) {
        UpdateGroupInput input = call.input();
        List<Access> needed = new ArrayList<>();
        needed.add(Kind.GROUP.access(call, "iam:UpdateGroup", input.groupName()));
        if (input.newGroupName() != null || input.newPath() != null) {
            String path = Kind.GROUP
                    .find(call.view(), call.caller().account(), input.groupName())
                    .map(Group::path)
                    .orElse("/");
            needed.add(Kind.GROUP.creation(
                    call,
                    "iam:UpdateGroup",
                    Objects.requireNonNullElse(input.newPath(), path),
                    Objects.requireNonNullElse(input.newGroupName(), input.groupName())));
        }
        return Accesses.of(needed);
    }

    @Override
    public Unit handle(Authorized<UpdateGroupInput> request) {
        UpdateGroupInput input = request.input();
        return parts.state().write(tx -> {
            Group old = Kind.GROUP.get(tx, request.account(), input.groupName());
            Group renamed = old.renamed(
                    Objects.requireNonNullElse(input.newPath(), old.path()),
                    Objects.requireNonNullElse(input.newGroupName(), old.name()));
            if (!renamed.key().equals(old.key())
                    && tx.get(Kind.GROUP.table(), renamed.key()).isPresent()) {
                throw IamErrors.entityAlreadyExists("Group with name " + renamed.name() + " already exists.");
            }
            tx.delete(Kind.GROUP.table(), old.key());
            tx.put(Kind.GROUP.table(), renamed.key(), renamed);
            return Unit.VALUE;
        });
    }
}
