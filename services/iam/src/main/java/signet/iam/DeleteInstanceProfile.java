package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.InstanceProfile;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteInstanceProfileInput;
import signet.model.iam.IamOperations;

/** DeleteInstanceProfile: it must be empty. Instances that have it keep its name, and get no more credentials. */
record DeleteInstanceProfile(Parts parts) implements Operation<DeleteInstanceProfileInput, Unit> {
    @Override
    public OperationModel<DeleteInstanceProfileInput, Unit> model() {
        return IamOperations.DELETE_INSTANCE_PROFILE;
    }

    @Override
    public Accesses accesses(Call<DeleteInstanceProfileInput> call) {
        return Accesses.of(Kind.INSTANCE_PROFILE.access(
                call, "iam:DeleteInstanceProfile", call.input().instanceProfileName()));
    }

    @Override
    public Unit handle(Authorized<DeleteInstanceProfileInput> request) {
        return parts.state().write(tx -> {
            InstanceProfile profile = Kind.INSTANCE_PROFILE.get(
                    tx, request.account(), request.input().instanceProfileName());
            if (profile.roleId() != null) {
                throw Faults.deleteConflict("remove roles from instance profile");
            }
            tx.delete(Kind.INSTANCE_PROFILE.table(), profile.key());
            return Unit.VALUE;
        });
    }
}
