package signet.iam;

import java.util.List;
import signet.authz.Operation;

/** The operations on the account as a whole, on service-linked roles, and the simulator. */
final class AccountOperations {
    private AccountOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        return List.of(
                new CreateAccountAlias(parts),
                new DeleteAccountAlias(parts),
                new ListAccountAliases(),
                new GetAccountSummary(),
                new GenerateCredentialReport(parts),
                new GetCredentialReport(),
                new ListPoliciesGrantingServiceAccess(parts),
                new GetAccountAuthorizationDetails(parts),
                new CreateServiceLinkedRole(parts, ServiceLinkedRoles.load()),
                new DeleteServiceLinkedRole(parts),
                new GetServiceLinkedRoleDeletionStatus(parts),
                new GetContextKeysForCustomPolicy(),
                new GetContextKeysForPrincipalPolicy(parts),
                new SimulateCustomPolicy(),
                new SimulatePrincipalPolicy(parts));
    }
}
