package signet.iam;

import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import signet.authz.Operation;

/** The operations on users' credentials other than access keys. */
final class CredentialOperations {
    private CredentialOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return Stream.of(passwords(parts), mfaDevices(parts))
                .flatMap(Collection::stream)
                .<Operation<?, ?>>map(operation -> operation)
                .toList();
    }

    private static List<Operation<?, ?>> passwords(Parts parts) {
        return List.of(
                new GetAccountPasswordPolicy(parts),
                new UpdateAccountPasswordPolicy(parts),
                new DeleteAccountPasswordPolicy(parts),
                new CreateLoginProfile(parts),
                new GetLoginProfile(),
                new UpdateLoginProfile(parts),
                new DeleteLoginProfile(parts),
                new ChangePassword(parts));
    }

    private static List<Operation<?, ?>> mfaDevices(Parts parts) {
        return List.of(
                new CreateVirtualMfaDevice(parts),
                new EnableMfaDevice(parts),
                new ResyncMfaDevice(parts),
                new DeactivateMfaDevice(parts),
                new DeleteVirtualMfaDevice(parts),
                new GetMfaDevice(),
                new ListMfaDevices(),
                new ListVirtualMfaDevices());
    }
}
