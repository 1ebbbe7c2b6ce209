package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateRoleDescriptionInput;
import signet.model.iam.UpdateRoleDescriptionOutput;

/** UpdateRoleDescription: allowed for service-linked roles too. */
record UpdateRoleDescription(Parts parts)
        implements Operation<UpdateRoleDescriptionInput, UpdateRoleDescriptionOutput> {
    @Override
    public OperationModel<UpdateRoleDescriptionInput, UpdateRoleDescriptionOutput> model() {
        return IamOperations.UPDATE_ROLE_DESCRIPTION;
    }

    @Override
    public Accesses accesses(Call<UpdateRoleDescriptionInput> call) {
        return Accesses.of(
                Kind.ROLE.access(call, "iam:UpdateRoleDescription", call.input().roleName()));
    }

    @Override
    public UpdateRoleDescriptionOutput handle(Authorized<UpdateRoleDescriptionInput> request) {
        Role changed = parts.state().write(tx -> {
            Role role = Kind.ROLE.get(tx, request.account(), request.input().roleName());
            Protection.checkReserved(role);
            Role described = role.described(request.input().description(), role.maxSessionSeconds());
            tx.put(Kind.ROLE.table(), described.key(), described);
            return described;
        });
        Shapes shapes = Shapes.of(parts.state().current(), parts);
        return new UpdateRoleDescriptionOutput(shapes.created(changed).toBuilder()
                .description(changed.description())
                .build());
    }
}
