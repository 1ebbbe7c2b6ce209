package signet.iam;

import java.util.List;
import signet.authz.Operation;

/** The operations on users' credentials other than access keys. */
final class CredentialOperations {
    private CredentialOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return passwords(parts);
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
}
