package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.model.OperationModel;
import signet.model.iam.GetMFADeviceInput;
import signet.model.iam.GetMFADeviceOutput;
import signet.model.iam.IamOperations;
import signet.snapshot.View;

/** GetMFADevice: a device of a user's. Certifications are FIDO keys' only. */
record GetMfaDevice() implements Operation<GetMFADeviceInput, GetMFADeviceOutput> {
    @Override
    public OperationModel<GetMFADeviceInput, GetMFADeviceOutput> model() {
        return IamOperations.GET_MFA_DEVICE;
    }

    @Override
    public Accesses accesses(Call<GetMFADeviceInput> call) {
        String name = MfaDevices.named(call.view(), call.caller(), call.input().userName());
        return SelfAccess.to(call, "iam:GetMFADevice", name);
    }

    @Override
    public GetMFADeviceOutput handle(Authorized<GetMFADeviceInput> request) {
        GetMFADeviceInput input = request.input();
        View view = request.view();
        MfaDevices.Owner owner = MfaDevices.owner(view, request.caller(), input.userName());
        MfaDevice device = MfaDevices.owned(view, request.account(), input.serialNumber(), owner);
        return new GetMFADeviceOutput(device.serialNumber(), owner.name(), device.enabled(), null);
    }
}
