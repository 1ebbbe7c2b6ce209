package signet.iam;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListMFADevicesInput;
import signet.model.iam.ListMFADevicesOutput;
import signet.model.iam.MFADevice;

/** ListMFADevices: those of one user. */
record ListMfaDevices() implements Operation<ListMFADevicesInput, ListMFADevicesOutput> {
    @Override
    public OperationModel<ListMFADevicesInput, ListMFADevicesOutput> model() {
        return IamOperations.LIST_MFA_DEVICES;
    }

    @Override
    public Accesses accesses(Call<ListMFADevicesInput> call) {
        String name = MfaDevices.named(call.view(), call.caller(), call.input().userName());
        return SelfAccess.to(call, "iam:ListMFADevices", name);
    }

    @Override
    public ListMFADevicesOutput handle(Authorized<ListMFADevicesInput> request) {
        ListMFADevicesInput input = request.input();
        MfaDevices.Owner owner = MfaDevices.owner(request.view(), request.caller(), input.userName());
        Page<MfaDevice> page = Page.of(
                request.view().find(Tables.MFA_DEVICES_BY_OWNER, owner.id()),
                MfaDevice::key,
                input.marker(),
                input.maxItems());
        return new ListMFADevicesOutput(
                page.items().stream()
                        .map(device -> MFADevice.builder()
                                .userName(owner.name())
                                .serialNumber(device.serialNumber())
                                .enableDate(device.enabled())
                                .build())
                        .toList(),
                page.truncated(),
                page.marker());
    }
}
