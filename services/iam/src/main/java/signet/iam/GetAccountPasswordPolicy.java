package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.GetAccountPasswordPolicyInput;
import signet.model.iam.GetAccountPasswordPolicyOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.PasswordPolicy;

/** GetAccountPasswordPolicy: the account's own; that it follows AWS's default is no policy. */
record GetAccountPasswordPolicy(Parts parts)
        implements Operation<GetAccountPasswordPolicyInput, GetAccountPasswordPolicyOutput> {
    @Override
    public OperationModel<GetAccountPasswordPolicyInput, GetAccountPasswordPolicyOutput> model() {
        return IamOperations.GET_ACCOUNT_PASSWORD_POLICY;
    }

    @Override
    public Accesses accesses(Call<GetAccountPasswordPolicyInput> call) {
        Access access = Access.to("iam:GetAccountPasswordPolicy", "*");
        return Accesses.of(PasswordPolicies.selfService(call, parts.permissions(), access));
    }

    @Override
    public GetAccountPasswordPolicyOutput handle(Authorized<GetAccountPasswordPolicyInput> request) {
        return request.view()
                .get(Tables.PASSWORD_POLICIES, request.account())
                .map(policy -> new GetAccountPasswordPolicyOutput(shape(policy)))
                .orElseThrow(() -> IamErrors.noSuchEntity(
                        "The Password Policy with domain name " + request.account() + " cannot be found."));
    }

    private static PasswordPolicy shape(signet.identity.PasswordPolicy policy) {
        return PasswordPolicy.builder()
                .minimumPasswordLength(policy.minimumLength())
                .requireSymbols(policy.symbols())
                .requireNumbers(policy.numbers())
                .requireUppercaseCharacters(policy.uppercase())
                .requireLowercaseCharacters(policy.lowercase())
                .allowUsersToChangePassword(policy.selfService())
                .expirePasswords(policy.maxAgeDays() != null)
                .maxPasswordAge(policy.maxAgeDays())
                .passwordReusePrevention(policy.reusePrevention())
                .hardExpiry(policy.hardExpiry())
                .build();
    }
}
