package signet.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Role;
import signet.model.OperationModel;
import signet.model.iam.CreateRoleInput;
import signet.model.iam.CreateRoleOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.snapshot.Transaction;

/** CreateRole. */
record CreateRole(Parts parts) implements Operation<CreateRoleInput, CreateRoleOutput> {
    private static final int DEFAULT_SESSION_SECONDS = 3600;

    @Override
    public OperationModel<CreateRoleInput, CreateRoleOutput> model() {
        return IamOperations.CREATE_ROLE;
    }

    @Override
    public Accesses accesses(Call<CreateRoleInput> call) {
        CreateRoleInput input = call.input();
        List<Access> needed = new ArrayList<>();
        needed.add(Kind.ROLE
                .creation(call, "iam:CreateRole", input.path(), input.roleName())
                .with(ConditionKeys.ofBoundary(input.permissionsBoundary()))
                .with(ConditionKeys.ofTags(input.tags())));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Kind.ROLE
                    .creation(call, "iam:TagRole", input.path(), input.roleName())
                    .with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreateRoleOutput handle(Authorized<CreateRoleInput> request) {
        Role created = parts.state().write(tx -> {
            Role role = make(tx, request);
            tx.put(Kind.ROLE.table(), role.key(), role);
            return role;
        });
        return new CreateRoleOutput(Shapes.of(parts.state().current(), parts).created(created));
    }

    private Role make(Transaction tx, Authorized<CreateRoleInput> request) {
        CreateRoleInput input = request.input();
        String account = request.account();
        String path = Objects.requireNonNullElse(input.path(), "/");
        if (path.startsWith(Role.SERVICE_LINKED_PATH)) {
            throw IamErrors.invalidInput(
                    "Path prefix '" + Role.SERVICE_LINKED_PATH + "' can only be used for AWS Service linked Roles");
        }
        if (path.startsWith(Protection.RESERVED_PATH)) {
            throw IamErrors.invalidInput("Path prefix '" + Protection.RESERVED_PATH + "' can only be used by AWS");
        }
        Kind.ROLE.find(tx, account, input.roleName()).ifPresent(old -> {
            throw IamErrors.entityAlreadyExists("Role with name " + input.roleName() + " already exists.");
        });
        Quota.ROLES.check(tx.under(Kind.ROLE.table(), account + "/").size() + 1);
        String trust = Documents.storedTrust(tx, input.assumeRolePolicyDocument());
        Role role = Role.create(
                        account,
                        path,
                        input.roleName(),
                        parts.ids().uniqueId("AROA", account),
                        Times.seconds(request.time()),
                        trust)
                .described(
                        input.description(),
                        Objects.requireNonNullElse(input.maxSessionDuration(), DEFAULT_SESSION_SECONDS))
                .withTags(TagRule.IGNORING_CASE.first(input.tags()));
        if (input.permissionsBoundary() == null) {
            return role;
        }
        new Policies(parts.permissions()).checkBoundary(tx, account, input.permissionsBoundary());
        return role.withBoundary(input.permissionsBoundary());
    }
}
