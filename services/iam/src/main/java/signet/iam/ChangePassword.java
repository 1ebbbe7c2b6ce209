package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.identity.LoginProfile;
import signet.identity.PasswordPolicy;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.ChangePasswordInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.snapshot.View;

/**
 * ChangePassword: the caller's own. An expired password may be changed here even where the account's policy lets nobody
 * sign in with it (IAM User Guide, "Set an account password policy for IAM users").
 */
record ChangePassword(Parts parts) implements Operation<ChangePasswordInput, Unit> {
    @Override
    public OperationModel<ChangePasswordInput, Unit> model() {
        return IamOperations.CHANGE_PASSWORD;
    }

    @Override
    public Accesses accesses(Call<ChangePasswordInput> call) {
        Access access = Kind.USER.access(call, "iam:ChangePassword", caller(call.caller()));
        return Accesses.of(PasswordPolicies.selfService(call, parts.permissions(), access));
    }

    @Override
    public Unit handle(Authorized<ChangePasswordInput> request) {
        ChangePasswordInput input = request.input();
        View view = request.view();
        User user = Kind.USER.get(view, request.account(), caller(request.caller()));
        LoginProfile seen = LoginProfiles.get(view, user);
        if (!parts.passwords().matches(seen.hash(), input.oldPassword())) {
            throw Faults.accessDenied("The old password was incorrect.");
        }
        PasswordRules.check(view, request.account(), input.newPassword());
        refuseReuse(view, seen, input.newPassword());
        LoginProfile changed = seen.withPassword(
                        parts.passwords().hash(input.newPassword()), Times.seconds(request.time()))
                .withResetRequired(false);
        return parts.state().write(tx -> {
            LoginProfiles.replace(tx, user, seen, changed);
            return Unit.VALUE;
        });
    }

    private void refuseReuse(View view, LoginProfile profile, String password) {
        int prevented = view.get(Tables.PASSWORD_POLICIES, profile.account())
                .map(PasswordPolicy::reusePrevention)
                .orElse(0);
        if (profile.last(prevented).stream().anyMatch(hash -> parts.passwords().matches(hash, password))) {
            throw IamErrors.passwordPolicyViolation(
                    "Policy constraint violation with password reuse prevention during password change.");
        }
    }

    /** Only users have a password of their own to change. */
    private static String caller(Caller caller) {
        if (caller instanceof Caller.IamUser user) {
            return user.user().name();
        }
        throw IamErrors.invalidUserType("Only IAM Users can change their own password");
    }
}
