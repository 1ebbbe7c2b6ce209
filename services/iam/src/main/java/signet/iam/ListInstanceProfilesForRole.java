package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.InstanceProfile;
import signet.identity.Role;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListInstanceProfilesForRoleInput;
import signet.model.iam.ListInstanceProfilesForRoleOutput;

/** ListInstanceProfilesForRole. */
record ListInstanceProfilesForRole(Parts parts)
        implements Operation<ListInstanceProfilesForRoleInput, ListInstanceProfilesForRoleOutput> {
    @Override
    public OperationModel<ListInstanceProfilesForRoleInput, ListInstanceProfilesForRoleOutput> model() {
        return IamOperations.LIST_INSTANCE_PROFILES_FOR_ROLE;
    }

    @Override
    public Accesses accesses(Call<ListInstanceProfilesForRoleInput> call) {
        return Accesses.of(Kind.ROLE.access(
                call, "iam:ListInstanceProfilesForRole", call.input().roleName()));
    }

    @Override
    public ListInstanceProfilesForRoleOutput handle(Authorized<ListInstanceProfilesForRoleInput> request) {
        ListInstanceProfilesForRoleInput input = request.input();
        Role role = Kind.ROLE.get(request.view(), request.account(), input.roleName());
        Page<InstanceProfile> page = Page.of(
                request.view().find(Tables.INSTANCE_PROFILES_BY_ROLE, role.id()),
                InstanceProfile::key,
                input.marker(),
                input.maxItems());
        Shapes shapes = Shapes.of(request.view(), parts);
        return new ListInstanceProfilesForRoleOutput(
                page.items().stream().map(shapes::profile).toList(), page.truncated(), page.marker());
    }
}
