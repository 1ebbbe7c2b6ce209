package signet.iam;

import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.AddRoleToInstanceProfileInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** AddRoleToInstanceProfile: hands the role to EC2, so it needs iam:PassRole on the role as well. */
record AddRoleToInstanceProfile(Parts parts) implements Operation<AddRoleToInstanceProfileInput, Unit> {
    @Override
    public OperationModel<AddRoleToInstanceProfileInput, Unit> model() {
        return IamOperations.ADD_ROLE_TO_INSTANCE_PROFILE;
    }

    @Override
    public Accesses accesses(Call<AddRoleToInstanceProfileInput> call) {
        AddRoleToInstanceProfileInput input = call.input();
        Access passRole = Kind.ROLE
                .accessByArn(call, "iam:PassRole", input.roleName())
                .with("iam:PassedToService", "ec2.amazonaws.com")
                .with(
                        "iam:AssociatedResourceArn",
                        "arn:aws:ec2:*:" + call.caller().account() + ":instance/*");
        return Accesses.of(
                Kind.INSTANCE_PROFILE.access(call, "iam:AddRoleToInstanceProfile", input.instanceProfileName()),
                passRole);
    }

    @Override
    public Unit handle(Authorized<AddRoleToInstanceProfileInput> request) {
        AddRoleToInstanceProfileInput input = request.input();
        Optional<String> passed = Kind.ROLE
                .find(request.view(), request.account(), input.roleName())
                .map(Role::id);
        return parts.state().write(tx -> {
            InstanceProfile profile = Kind.INSTANCE_PROFILE.get(tx, request.account(), input.instanceProfileName());
            Role role = Holder.ROLE.writable(tx, request.account(), input.roleName());
            if (!passed.equals(Optional.of(role.id()))) {
                throw IamErrors.noSuchEntity(Kind.ROLE.missing().apply(input.roleName()));
            }
            Quota.ROLES_PER_INSTANCE_PROFILE.check(profile.roleId() == null ? 1 : 2);
            tx.put(Kind.INSTANCE_PROFILE.table(), profile.key(), profile.withRole(role.id()));
            return Unit.VALUE;
        });
    }
}
