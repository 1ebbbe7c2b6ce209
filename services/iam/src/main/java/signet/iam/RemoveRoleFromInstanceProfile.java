package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.RemoveRoleFromInstanceProfileInput;

/** RemoveRoleFromInstanceProfile. */
record RemoveRoleFromInstanceProfile(Parts parts) implements Operation<RemoveRoleFromInstanceProfileInput, Unit> {
    @Override
    public OperationModel<RemoveRoleFromInstanceProfileInput, Unit> model() {
        return IamOperations.REMOVE_ROLE_FROM_INSTANCE_PROFILE;
    }

    @Override
    public Accesses accesses(Call<RemoveRoleFromInstanceProfileInput> call) {
        return Accesses.of(Kind.INSTANCE_PROFILE.access(
                call, "iam:RemoveRoleFromInstanceProfile", call.input().instanceProfileName()));
    }

    @Override
    public Unit handle(Authorized<RemoveRoleFromInstanceProfileInput> request) {
        RemoveRoleFromInstanceProfileInput input = request.input();
        return parts.state().write(tx -> {
            InstanceProfile profile = Kind.INSTANCE_PROFILE.get(tx, request.account(), input.instanceProfileName());
            Role role = Holder.ROLE.writable(tx, request.account(), input.roleName());
            if (!role.id().equals(profile.roleId())) {
                throw IamErrors.noSuchEntity("Role " + input.roleName() + " in Instance Profile "
                        + input.instanceProfileName() + " cannot be found.");
            }
            tx.put(Kind.INSTANCE_PROFILE.table(), profile.key(), profile.withRole(null));
            return Unit.VALUE;
        });
    }
}
