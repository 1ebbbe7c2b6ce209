package signet.iam;

import java.util.Objects;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateRoleInput;
import signet.model.iam.UpdateRoleOutput;

/** UpdateRole: what is left out stays. Of a service-linked role only the description may be changed. */
record UpdateRole(Parts parts) implements Operation<UpdateRoleInput, UpdateRoleOutput> {
    @Override
    public OperationModel<UpdateRoleInput, UpdateRoleOutput> model() {
        return IamOperations.UPDATE_ROLE;
    }

    @Override
    public Accesses accesses(Call<UpdateRoleInput> call) {
        return Accesses.of(Kind.ROLE.access(call, "iam:UpdateRole", call.input().roleName()));
    }

    @Override
    public UpdateRoleOutput handle(Authorized<UpdateRoleInput> request) {
        UpdateRoleInput input = request.input();
        return parts.state().write(tx -> {
            Role role = Kind.ROLE.get(tx, request.account(), input.roleName());
            Protection.checkReserved(role);
            if (input.maxSessionDuration() != null) {
                Protection.check(role);
            }
            String description = input.description() == null ? role.description() : input.description();
            Role changed = role.described(
                    description, Objects.requireNonNullElse(input.maxSessionDuration(), role.maxSessionSeconds()));
            tx.put(Kind.ROLE.table(), changed.key(), changed);
            return new UpdateRoleOutput();
        });
    }
}
