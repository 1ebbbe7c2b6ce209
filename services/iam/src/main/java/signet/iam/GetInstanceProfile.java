package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.InstanceProfile;
import signet.model.OperationModel;
import signet.model.iam.GetInstanceProfileInput;
import signet.model.iam.GetInstanceProfileOutput;
import signet.model.iam.IamOperations;

/** GetInstanceProfile: the tags are there even when there are none. */
record GetInstanceProfile(Parts parts) implements Operation<GetInstanceProfileInput, GetInstanceProfileOutput> {
    @Override
    public OperationModel<GetInstanceProfileInput, GetInstanceProfileOutput> model() {
        return IamOperations.GET_INSTANCE_PROFILE;
    }

    @Override
    public Accesses accesses(Call<GetInstanceProfileInput> call) {
        return Accesses.of(Kind.INSTANCE_PROFILE.access(
                call, "iam:GetInstanceProfile", call.input().instanceProfileName()));
    }

    @Override
    public GetInstanceProfileOutput handle(Authorized<GetInstanceProfileInput> request) {
        InstanceProfile profile = Kind.INSTANCE_PROFILE.get(
                request.view(), request.account(), request.input().instanceProfileName());
        return new GetInstanceProfileOutput(Shapes.of(request.view(), parts).profile(profile).toBuilder()
                .tags(Shapes.tags(profile.tags()))
                .build());
    }
}
