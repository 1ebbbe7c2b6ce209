package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.Unit;
import signet.model.iam.DeleteVirtualMFADeviceInput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;

/** DeleteVirtualMFADevice: of a device that is nobody's. */
record DeleteVirtualMfaDevice(Parts parts) implements Operation<DeleteVirtualMFADeviceInput, Unit> {
    @Override
    public OperationModel<DeleteVirtualMFADeviceInput, Unit> model() {
        return IamOperations.DELETE_VIRTUAL_MFA_DEVICE;
    }

    @Override
    public Accesses accesses(Call<DeleteVirtualMFADeviceInput> call) {
        return Accesses.of(MfaDevices.VIRTUAL.accessByArn(
                call, "iam:DeleteVirtualMFADevice", call.input().serialNumber()));
    }

    @Override
    public Unit handle(Authorized<DeleteVirtualMFADeviceInput> request) {
        return parts.state().write(tx -> {
            MfaDevice device = MfaDevices.VIRTUAL.get(
                    tx, request.account(), request.input().serialNumber());
            if (device.owner() != null) {
                throw IamErrors.deleteConflict("MFA VirtualDevice in use. Must deactivate first.");
            }
            tx.delete(Tables.MFA_DEVICES, device.key());
            return Unit.VALUE;
        });
    }
}
