package signet.iam;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.IamOperations;
import signet.model.iam.ListVirtualMFADevicesInput;
import signet.model.iam.ListVirtualMFADevicesOutput;
import signet.model.iam.User;
import signet.model.iam.VirtualMFADevice;
import signet.snapshot.View;

/** ListVirtualMFADevices: the account's, with their owners, never with their seeds. */
record ListVirtualMfaDevices() implements Operation<ListVirtualMFADevicesInput, ListVirtualMFADevicesOutput> {
    @Override
    public OperationModel<ListVirtualMFADevicesInput, ListVirtualMFADevicesOutput> model() {
        return IamOperations.LIST_VIRTUAL_MFA_DEVICES;
    }

    @Override
    public Accesses accesses(Call<ListVirtualMFADevicesInput> call) {
        String arn = "arn:aws:iam::" + call.caller().account() + ":mfa/";
        return Accesses.of(Access.to("iam:ListVirtualMFADevices", arn));
    }

    @Override
    public ListVirtualMFADevicesOutput handle(Authorized<ListVirtualMFADevicesInput> request) {
        ListVirtualMFADevicesInput input = request.input();
        View view = request.view();
        String status = Objects.requireNonNullElse(input.assignmentStatus(), "Any");
        List<MfaDevice> wanted = view.under(Tables.MFA_DEVICES, request.account() + "/").values().stream()
                .filter(device -> status.equals("Any") || status.equals("Assigned") == (device.owner() != null))
                .toList();
        Page<MfaDevice> page = Page.of(wanted, MfaDevice::key, input.marker(), input.maxItems());
        return new ListVirtualMFADevicesOutput(
                page.items().stream().map(device -> shape(view, device)).toList(), page.truncated(), page.marker());
    }

    private static VirtualMFADevice shape(View view, MfaDevice device) {
        return VirtualMFADevice.builder()
                .serialNumber(device.serialNumber())
                .user(owner(view, device))
                .enableDate(device.enabled())
                .build();
    }

    private static @Nullable User owner(View view, MfaDevice device) {
        String id = device.owner();
        if (id == null) {
            return null;
        }
        return id.equals(device.account())
                ? Shapes.root(view.get(Tables.ACCOUNTS, id).orElseThrow())
                : view.findOne(Tables.USERS_BY_ID, id)
                        .map(user -> Shapes.inList(view, user))
                        .orElse(null);
    }
}
