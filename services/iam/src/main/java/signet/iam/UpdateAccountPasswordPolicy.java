package signet.iam;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.PasswordPolicy;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateAccountPasswordPolicyInput;

/** UpdateAccountPasswordPolicy: replaces the whole policy; what the request leaves out goes back to its default. */
record UpdateAccountPasswordPolicy(Parts parts) implements Operation<UpdateAccountPasswordPolicyInput, Unit> {
    private static final int DEFAULT_LENGTH = 6;

    @Override
    public OperationModel<UpdateAccountPasswordPolicyInput, Unit> model() {
        return IamOperations.UPDATE_ACCOUNT_PASSWORD_POLICY;
    }

    @Override
    public Accesses accesses(Call<UpdateAccountPasswordPolicyInput> call) {
        return Accesses.of(Access.to("iam:UpdateAccountPasswordPolicy", "*"));
    }

    @Override
    public Unit handle(Authorized<UpdateAccountPasswordPolicyInput> request) {
        UpdateAccountPasswordPolicyInput input = request.input();
        PasswordPolicy policy = new PasswordPolicy(
                request.account(),
                Objects.requireNonNullElse(input.minimumPasswordLength(), DEFAULT_LENGTH),
                yes(input.requireSymbols()),
                yes(input.requireNumbers()),
                yes(input.requireUppercaseCharacters()),
                yes(input.requireLowercaseCharacters()),
                yes(input.allowUsersToChangePassword()),
                input.maxPasswordAge(),
                input.passwordReusePrevention(),
                input.hardExpiry());
        return parts.state().write(tx -> {
            tx.put(Tables.PASSWORD_POLICIES, policy.account(), policy);
            return Unit.VALUE;
        });
    }

    private static boolean yes(@Nullable Boolean value) {
        return Boolean.TRUE.equals(value);
    }
}
