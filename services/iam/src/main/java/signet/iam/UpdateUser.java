package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateUserInput;

/**
 * UpdateUser: renames or moves a user, who keeps the unique id and with it keys, groups and policies. It needs
 * permission on both the old and the new name (API reference, UpdateUser).
 */
record UpdateUser(Parts parts) implements Operation<UpdateUserInput, Unit> {
    @Override
    public OperationModel<UpdateUserInput, Unit> model() {
        return IamOperations.UPDATE_USER;
    }

    @Override
    public Accesses accesses(Call<UpdateUserInput> call) {
        UpdateUserInput input = call.input();
        List<Access> needed = new ArrayList<>();
        needed.add(Kind.USER.access(call, "iam:UpdateUser", input.userName()));
        if (input.newUserName() != null || input.newPath() != null) {
            String path = Kind.USER
                    .find(call.view(), call.caller().account(), input.userName())
                    .map(User::path)
                    .orElse("/");
            needed.add(Kind.USER.creation(
                    call,
                    "iam:UpdateUser",
                    Objects.requireNonNullElse(input.newPath(), path),
                    Objects.requireNonNullElse(input.newUserName(), input.userName())));
        }
        return Accesses.of(needed);
    }

    @Override
    public Unit handle(Authorized<UpdateUserInput> request) {
        UpdateUserInput input = request.input();
        return parts.state().write(tx -> {
            User old = Kind.USER.get(tx, request.account(), input.userName());
            User renamed = old.renamed(
                    Objects.requireNonNullElse(input.newPath(), old.path()),
                    Objects.requireNonNullElse(input.newUserName(), old.name()));
            if (!renamed.key().equals(old.key())
                    && tx.get(Kind.USER.table(), renamed.key()).isPresent()) {
                throw IamErrors.entityAlreadyExists("User with name " + renamed.name() + " already exists.");
            }
            tx.delete(Kind.USER.table(), old.key());
            tx.put(Kind.USER.table(), renamed.key(), renamed);
            return Unit.VALUE;
        });
    }
}
