package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeactivateMFADeviceInput;
import signet.model.iam.IamOperations;

/** DeactivateMFADevice: the device is nobody's again. */
record DeactivateMfaDevice(Parts parts) implements Operation<DeactivateMFADeviceInput, Unit> {
    @Override
    public OperationModel<DeactivateMFADeviceInput, Unit> model() {
        return IamOperations.DEACTIVATE_MFA_DEVICE;
    }

    @Override
    public Accesses accesses(Call<DeactivateMFADeviceInput> call) {
        String name = MfaDevices.named(call.view(), call.caller(), call.input().userName());
        return SelfAccess.to(call, "iam:DeactivateMFADevice", name);
    }

    @Override
    public Unit handle(Authorized<DeactivateMFADeviceInput> request) {
        DeactivateMFADeviceInput input = request.input();
        return parts.state().write(tx -> {
            MfaDevices.Owner owner = MfaDevices.owner(tx, request.caller(), input.userName());
            MfaDevice device = MfaDevices.owned(tx, request.account(), input.serialNumber(), owner);
            tx.put(Tables.MFA_DEVICES, device.key(), device.deactivated());
            return Unit.VALUE;
        });
    }
}
