package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.IamOperations;
import signet.model.iam.ResyncMFADeviceInput;

/** ResyncMFADevice: two codes in a row tell how far the device's clock is off. */
record ResyncMfaDevice(Parts parts) implements Operation<ResyncMFADeviceInput, Unit> {
    @Override
    public OperationModel<ResyncMFADeviceInput, Unit> model() {
        return IamOperations.RESYNC_MFA_DEVICE;
    }

    @Override
    public Accesses accesses(Call<ResyncMFADeviceInput> call) {
        String name = MfaDevices.named(call.view(), call.caller(), call.input().userName());
        return SelfAccess.to(call, "iam:ResyncMFADevice", name);
    }

    @Override
    public Unit handle(Authorized<ResyncMFADeviceInput> request) {
        ResyncMFADeviceInput input = request.input();
        return parts.state().write(tx -> {
            MfaDevices.Owner owner = MfaDevices.owner(tx, request.caller(), input.userName());
            MfaDevice device = MfaDevices.owned(tx, request.account(), input.serialNumber(), owner);
            MfaDevice again = device.acceptTwo(input.authenticationCode1(), input.authenticationCode2(), request.time())
                    .orElseThrow(MfaDevices::invalidCode);
            tx.put(Tables.MFA_DEVICES, again.key(), again);
            return Unit.VALUE;
        });
    }
}
