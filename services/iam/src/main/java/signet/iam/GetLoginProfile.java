package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.User;
import signet.model.OperationModel;
import signet.model.iam.GetLoginProfileInput;
import signet.model.iam.GetLoginProfileOutput;
import signet.model.iam.IamOperations;

/** GetLoginProfile: whether a user has a password, and since when. */
record GetLoginProfile() implements Operation<GetLoginProfileInput, GetLoginProfileOutput> {
    @Override
    public OperationModel<GetLoginProfileInput, GetLoginProfileOutput> model() {
        return IamOperations.GET_LOGIN_PROFILE;
    }

    @Override
    public Accesses accesses(Call<GetLoginProfileInput> call) {
        return SelfAccess.to(call, "iam:GetLoginProfile", call.input().userName());
    }

    @Override
    public GetLoginProfileOutput handle(Authorized<GetLoginProfileInput> request) {
        User user = LoginProfiles.holder(
                request.view(), request.caller(), request.input().userName());
        return new GetLoginProfileOutput(LoginProfiles.shape(user, LoginProfiles.get(request.view(), user)));
    }
}
