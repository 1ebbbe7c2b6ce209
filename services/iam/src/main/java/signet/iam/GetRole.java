package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.iam.GetRoleInput;
import signet.model.iam.GetRoleOutput;
import signet.model.iam.IamOperations;

/** GetRole. */
record GetRole(Parts parts) implements Operation<GetRoleInput, GetRoleOutput> {
    @Override
    public OperationModel<GetRoleInput, GetRoleOutput> model() {
        return IamOperations.GET_ROLE;
    }

    @Override
    public Accesses accesses(Call<GetRoleInput> call) {
        return Accesses.of(Kind.ROLE.access(call, "iam:GetRole", call.input().roleName()));
    }

    @Override
    public GetRoleOutput handle(Authorized<GetRoleInput> request) {
        Role role =
                Kind.ROLE.get(request.view(), request.account(), request.input().roleName());
        return new GetRoleOutput(Shapes.of(request.view(), parts).full(role).toBuilder()
                .roleLastUsed(parts.uses().ofRole(request.view(), role.id()))
                .build());
    }
}
