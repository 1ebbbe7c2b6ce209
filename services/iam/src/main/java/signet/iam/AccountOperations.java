package signet.iam;

import java.util.ArrayList;
import java.util.List;
import signet.authz.Operation;

/** The operations on the account as a whole and its organization, on service-linked roles, last access, and the simulator. */
final class AccountOperations {
    private AccountOperations() {}

    static List<Operation<?, ?>> all(Parts parts) {
        List<Operation<?, ?>> all = new ArrayList<>(ofTheAccount(parts));
        all.addAll(lastAccess(parts));
        all.addAll(organizations(parts));
        return List.copyOf(all);
    }

    private static List<Operation<?, ?>> lastAccess(Parts parts) {
        return List.of(
                new GenerateServiceLastAccessedDetails(parts),
                new GetServiceLastAccessedDetails(),
                new GetServiceLastAccessedDetailsWithEntities(),
                new GenerateOrganizationsAccessReport(parts),
                new GetOrganizationsAccessReport());
    }

    private static List<Operation<?, ?>> organizations(Parts parts) {
        List<Operation<?, ?>> all = new ArrayList<>(ChangeOrganizationsFeature.all(parts));
        all.add(new ListOrganizationsFeatures());
        return all;
    }

    private static List<Operation<?, ?>> ofTheAccount(Parts parts) {
        return List.of(
                new CreateAccountAlias(parts),
                new DeleteAccountAlias(parts),
                new ListAccountAliases(),
                new GetAccountSummary(),
                new SetSecurityTokenServicePreferences(parts),
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
