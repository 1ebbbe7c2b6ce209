package signet.iam;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Call;
import signet.authz.Caller;
import signet.identity.MfaDevice;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.Table;
import signet.snapshot.View;

/** Virtual MFA devices, as requests name them: by serial number, which is their ARN. */
final class MfaDevices implements Target<MfaDevice> {
    static final MfaDevices VIRTUAL = new MfaDevices();

    /** How the API names the root user, where it wants a name. */
    static final String ROOT = "root";

    private static final Pattern SERIAL = Pattern.compile("arn:aws:iam::[0-9]{12}:mfa/.+");

    private MfaDevices() {}

    /**
     * Whose devices a request is about.
     *
     * @param id the unique id under which devices are owned
     * @param name as answers give it
     */
    record Owner(String id, String name) {}

    /**
     * Whose devices a request is about: those of the user whom it names, or the caller's own.
     *
     * @throws AwsError NoSuchEntity if there is no such user
     */
    static Owner owner(View view, Caller caller, @Nullable String name) {
        return switch (Self.of(caller, named(view, caller, name))) {
            case Self.Subject.Root root -> new Owner(root.account(), ROOT);
            case Self.Subject.Named named -> {
                User user = Self.user(view, caller.account(), named);
                yield new Owner(user.id(), user.name());
            }
        };
    }

    /**
     * The name that a request gives, null if it means the caller. The API wants a name even of the root user, who has
     * none: {@code root}, unless a user is called so.
     */
    static @Nullable String named(View view, Caller caller, @Nullable String name) {
        boolean root = caller instanceof Caller.Root
                && ROOT.equals(name)
                && Kind.USER.find(view, caller.account(), ROOT).isEmpty();
        return root ? null : name;
    }

    /**
     * A device of an owner's.
     *
     * @throws AwsError NoSuchEntity if the owner has no such device
     */
    static MfaDevice owned(View view, String account, String serial, Owner owner) {
        return VIRTUAL.find(view, account, serial)
                .filter(device -> owner.id().equals(device.owner()))
                .orElseThrow(() -> missing(serial));
    }

    static AwsError missing(String serial) {
        return IamErrors.noSuchEntity("MFA Device with serial number " + serial + " does not exist.");
    }

    static AwsError invalidCode() {
        return IamErrors.invalidAuthenticationCode("Authentication code for device is not valid.");
    }

    @Override
    public Table<MfaDevice> table() {
        return Tables.MFA_DEVICES;
    }

    @Override
    public String keyOf(MfaDevice device) {
        return device.key();
    }

    @Override
    public MfaDevice get(View view, String account, String serial) {
        return find(view, account, serial).orElseThrow(() -> missing(serial));
    }

    private Optional<MfaDevice> find(View view, String account, String serial) {
        return Tables.mfaDevice(view, serial).filter(device -> device.account().equals(account));
    }

    @Override
    public Access access(Call<?> call, String action, String serial) {
        return accessByArn(call, action, serial);
    }

    @Override
    public Access accessByArn(Call<?> call, String action, String serial) {
        String account = call.caller().account();
        String arn = SERIAL.matcher(serial).matches() ? serial : "arn:aws:iam::" + account + ":mfa/" + serial;
        Access access = Access.to(action, arn);
        return find(call.view(), account, serial)
                .map(device -> access.with(ConditionKeys.ofResource(device.tags())))
                .orElse(access);
    }
}
