package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.LoginProfile;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.UpdateLoginProfileInput;

/** UpdateLoginProfile: an administrator's new password for a user. What the request leaves out stays. */
record UpdateLoginProfile(Parts parts) implements Operation<UpdateLoginProfileInput, Unit> {
    @Override
    public OperationModel<UpdateLoginProfileInput, Unit> model() {
        return IamOperations.UPDATE_LOGIN_PROFILE;
    }

    @Override
    public Accesses accesses(Call<UpdateLoginProfileInput> call) {
        return Accesses.of(
                Kind.USER.access(call, "iam:UpdateLoginProfile", call.input().userName()));
    }

    @Override
    public Unit handle(Authorized<UpdateLoginProfileInput> request) {
        UpdateLoginProfileInput input = request.input();
        String account = request.account();
        User user = Kind.USER.get(request.view(), account, input.userName());
        LoginProfile seen = LoginProfiles.get(request.view(), user);
        LoginProfile changed = seen;
        if (input.password() != null) {
            PasswordRules.check(request.view(), account, input.password());
            changed = changed.withPassword(parts.passwords().hash(input.password()), Times.seconds(request.time()));
        }
        if (input.passwordResetRequired() != null) {
            changed = changed.withResetRequired(input.passwordResetRequired());
        }
        LoginProfile result = changed;
        return parts.state().write(tx -> {
            LoginProfiles.replace(tx, Kind.USER.get(tx, account, input.userName()), seen, result);
            return Unit.VALUE;
        });
    }
}
