package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.EnableMFADeviceInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** EnableMFADevice: makes a virtual device somebody's who shows two codes of it in a row. There are no others. */
record EnableMfaDevice(Parts parts) implements Operation<EnableMFADeviceInput, Unit> {
    @Override
    public OperationModel<EnableMFADeviceInput, Unit> model() {
        return IamOperations.ENABLE_MFA_DEVICE;
    }

    @Override
    public Accesses accesses(Call<EnableMFADeviceInput> call) {
        String name = MfaDevices.named(call.view(), call.caller(), call.input().userName());
        return SelfAccess.to(call, "iam:EnableMFADevice", name);
    }

    @Override
    public Unit handle(Authorized<EnableMFADeviceInput> request) {
        EnableMFADeviceInput input = request.input();
        return parts.state().write(tx -> {
            MfaDevices.Owner owner = MfaDevices.owner(tx, request.caller(), input.userName());
            MfaDevice device = MfaDevices.VIRTUAL.get(tx, request.account(), input.serialNumber());
            if (device.owner() != null) {
                throw IamErrors.entityAlreadyExists("MFA Device is already in use.");
            }
            Quota.MFA_DEVICES_PER_USER.check(
                    tx.find(Tables.MFA_DEVICES_BY_OWNER, owner.id()).size() + 1);
            MfaDevice enabled = device.acceptTwo(
                            input.authenticationCode1(), input.authenticationCode2(), request.time())
                    .orElseThrow(MfaDevices::invalidCode)
                    .enabledFor(owner.id(), Times.seconds(request.time()));
            tx.put(Tables.MFA_DEVICES, enabled.key(), enabled);
            return Unit.VALUE;
        });
    }
}
