package signet.iam;

import java.util.List;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.iam.CreateServiceLinkedRoleInput;
import signet.model.iam.CreateServiceLinkedRoleOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** CreateServiceLinkedRole: the role that a service needs, with the policy that AWS wrote for it. */
record CreateServiceLinkedRole(Parts parts, ServiceLinkedRoles known)
        implements Operation<CreateServiceLinkedRoleInput, CreateServiceLinkedRoleOutput> {
    private static final int SESSION_SECONDS = 3600;

    @Override
    public OperationModel<CreateServiceLinkedRoleInput, CreateServiceLinkedRoleOutput> model() {
        return IamOperations.CREATE_SERVICE_LINKED_ROLE;
    }

    @Override
    public Accesses accesses(Call<CreateServiceLinkedRoleInput> call) {
        CreateServiceLinkedRoleInput input = call.input();
        String service = input.awsServiceName();
        String name = known.of(service)
                .map(template -> template.name(input.customSuffix()))
                .orElse("AWSServiceRoleFor" + service);
        Access access = Kind.ROLE
                .creation(call, "iam:CreateServiceLinkedRole", ServiceLinkedRoles.pathOf(service), name)
                .with("iam:AWSServiceName", service);
        return Accesses.of(access);
    }

    @Override
    public CreateServiceLinkedRoleOutput handle(Authorized<CreateServiceLinkedRoleInput> request) {
        CreateServiceLinkedRoleInput input = request.input();
        ServiceLinkedRoles.Template template = known.of(input.awsServiceName())
                .orElseThrow(() ->
                        IamErrors.invalidInput("Service-linked roles are not supported for " + input.awsServiceName()));
        if (input.customSuffix() != null && !template.suffix()) {
            throw IamErrors.invalidInput("Custom suffix is not allowed for " + template.service());
        }
        String name = template.name(input.customSuffix());
        String account = request.account();
        Role created = parts.state().write(tx -> {
            Kind.ROLE.find(tx, account, name).ifPresent(old -> {
                throw IamErrors.invalidInput("Service role name " + name
                        + " has been taken in this account, please try a different suffix.");
            });
            String id = parts.ids().uniqueId("AROA", account);
            Role role = Role.create(account, template.path(), name, id, Times.seconds(request.time()), template.trust())
                    .described(
                            input.description() == null ? template.description() : input.description(), SESSION_SECONDS)
                    .withAttached(List.of(template.policyArn()));
            tx.put(Kind.ROLE.table(), role.key(), role);
            return role;
        });
        return new CreateServiceLinkedRoleOutput(
                Shapes.of(parts.state().current(), parts).created(created));
    }
}
