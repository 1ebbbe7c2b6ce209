package signet.iam;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Operation;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.model.OperationModel;
import signet.model.iam.CreateVirtualMFADeviceInput;
import signet.model.iam.CreateVirtualMFADeviceOutput;
import signet.model.iam.IamErrors;
import signet.model.iam.IamOperations;
import signet.model.iam.VirtualMFADevice;
import signet.snapshot.View;

/** CreateVirtualMFADevice: the only answer that ever shows the seed. */
record CreateVirtualMfaDevice(Parts parts)
        implements Operation<CreateVirtualMFADeviceInput, CreateVirtualMFADeviceOutput> {
    @Override
    public OperationModel<CreateVirtualMFADeviceInput, CreateVirtualMFADeviceOutput> model() {
        return IamOperations.CREATE_VIRTUAL_MFA_DEVICE;
    }

    @Override
    public Accesses accesses(Call<CreateVirtualMFADeviceInput> call) {
        CreateVirtualMFADeviceInput input = call.input();
        String arn = "arn:aws:iam::" + call.caller().account() + ":mfa" + path(input) + input.virtualMFADeviceName();
        List<Access> needed = new ArrayList<>();
        needed.add(Access.to("iam:CreateVirtualMFADevice", arn).with(ConditionKeys.ofTags(input.tags())));
        if (input.tags() != null && !input.tags().isEmpty()) {
            needed.add(Access.to("iam:TagMFADevice", arn).with(ConditionKeys.ofTags(input.tags())));
        }
        return Accesses.of(needed);
    }

    @Override
    public CreateVirtualMFADeviceOutput handle(Authorized<CreateVirtualMFADeviceInput> request) {
        CreateVirtualMFADeviceInput input = request.input();
        String account = request.account();
        MfaDevice created = parts.state().write(tx -> {
            MfaDevice device = MfaDevice.create(
                    account,
                    path(input),
                    input.virtualMFADeviceName(),
                    parts.ids().bytes(MfaDevice.SEED_BYTES),
                    Times.seconds(request.time()),
                    TagRule.EXACT.first(input.tags()));
            if (tx.get(Tables.MFA_DEVICES, device.key()).isPresent()) {
                throw IamErrors.entityAlreadyExists("MFA device already exists.");
            }
            Quota.VIRTUAL_MFA_DEVICES.check(
                    tx.under(Tables.MFA_DEVICES, account + "/").size() + 1);
            tx.put(Tables.MFA_DEVICES, device.key(), device);
            return device;
        });
        return new CreateVirtualMFADeviceOutput(VirtualMFADevice.builder()
                .serialNumber(created.serialNumber())
                .base32StringSeed(created.seed().getBytes(StandardCharsets.US_ASCII))
                .qrCodePNG(QrCode.png(uri(request.view(), created)))
                .tags(Shapes.tagsIfAny(created.tags()))
                .build());
    }

    private static String path(CreateVirtualMFADeviceInput input) {
        return Objects.requireNonNullElse(input.path(), "/");
    }

    /** What an authenticator app reads (IAM API reference, VirtualMFADevice). */
    private static String uri(View view, MfaDevice device) {
        String accountName = view.get(Tables.ACCOUNTS, device.account())
                .flatMap(account -> Optional.ofNullable(account.alias()))
                .orElse(device.account());
        String label = URLEncoder.encode(device.name(), StandardCharsets.UTF_8).replace("+", "%20");
        return "otpauth://totp/" + label + "@" + accountName + "?secret=" + device.seed();
    }
}
