package signet.iam;

import java.util.List;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.LoginProfile;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.CreateLoginProfileInput;
import signet.model.iam.CreateLoginProfileOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.snapshot.View;

/** CreateLoginProfile: gives a user a password. */
record CreateLoginProfile(Parts parts) implements Operation<CreateLoginProfileInput, CreateLoginProfileOutput> {
    @Override
    public OperationModel<CreateLoginProfileInput, CreateLoginProfileOutput> model() {
        return IamOperations.CREATE_LOGIN_PROFILE;
    }

    @Override
    public Accesses accesses(Call<CreateLoginProfileInput> call) {
        return SelfAccess.to(call, "iam:CreateLoginProfile", call.input().userName());
    }

    @Override
    public CreateLoginProfileOutput handle(Authorized<CreateLoginProfileInput> request) {
        CreateLoginProfileInput input = request.input();
        User seen = LoginProfiles.user(request.view(), request.caller(), input.userName());
        refuseSecond(request.view(), seen);
        String password = input.password();
        if (password == null) {
            throw Faults.validation("Password must be specified for an IAM user.");
        }
        PasswordRules.check(request.view(), request.account(), password);
        LoginProfile created = new LoginProfile(
                seen.id(),
                request.account(),
                Times.seconds(request.time()),
                parts.passwords().hash(password),
                Times.seconds(request.time()),
                Boolean.TRUE.equals(input.passwordResetRequired()),
                List.of());
        return parts.state().write(tx -> {
            User user = LoginProfiles.user(tx, request.caller(), input.userName());
            refuseSecond(tx, user);
            if (!user.id().equals(seen.id())) {
                throw IamErrors.entityTemporarilyUnmodifiable(
                        "User " + user.name() + " cannot be modified while user is being created.");
            }
            tx.put(Tables.LOGIN_PROFILES, user.id(), created);
            return new CreateLoginProfileOutput(LoginProfiles.shape(user, created));
        });
    }

    private static void refuseSecond(View view, User user) {
        if (view.get(Tables.LOGIN_PROFILES, user.id()).isPresent()) {
            throw IamErrors.entityAlreadyExists("Login Profile for user " + user.name() + " already exists.");
        }
    }
}
