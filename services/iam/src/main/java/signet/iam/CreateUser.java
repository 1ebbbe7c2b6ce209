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
import signet.model.iam.CreateUserInput;
import signet.model.iam.CreateUserOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** CreateUser. */
record CreateUser(Parts parts) implements Operation<CreateUserInput, CreateUserOutput> {
    @Override
    public OperationModel<CreateUserInput, CreateUserOutput> model() {
        return IamOperations.CREATE_USER;
    }

    @Override
    public Accesses accesses(Call<CreateUserInput> call) {
        CreateUserInput input = call.input();
        List<Access> needed = new ArrayList<>();
        needed.add(Kind.USER
                .creation(call, "iam:CreateUser", input.path(), input.userName())
                .with(ConditionKeys.ofBoundary(input.permissionsBoundary()))
                .with(ConditionKeys.ofTags(input.tags())));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Kind.USER
                    .creation(call, "iam:TagUser", input.path(), input.userName())
                    .with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreateUserOutput handle(Authorized<CreateUserInput> request) {
        CreateUserInput input = request.input();
        String account = request.account();
        User created = parts.state().write(tx -> {
            Kind.USER.find(tx, account, input.userName()).ifPresent(old -> {
                throw IamErrors.entityAlreadyExists("User with name " + input.userName() + " already exists.");
            });
            Quota.USERS.check(tx.under(Kind.USER.table(), account + "/").size() + 1);
            User user = User.create(
                            account,
                            Objects.requireNonNullElse(input.path(), "/"),
                            input.userName(),
                            parts.ids().uniqueId("AIDA", account),
                            Times.seconds(request.time()))
                    .withTags(TagRule.IGNORING_CASE.first(input.tags()));
            if (input.permissionsBoundary() != null) {
                new Policies(parts.permissions()).checkBoundary(tx, account, input.permissionsBoundary());
                user = user.withBoundary(input.permissionsBoundary());
            }
            tx.put(Kind.USER.table(), user.key(), user);
            return user;
        });
        return new CreateUserOutput(Shapes.user(created));
    }
}
