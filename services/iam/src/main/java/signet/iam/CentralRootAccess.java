package signet.iam;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.identity.Membership;
import signet.identity.Organization;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.View;

/**
 * Who may see and change what an organization lets its management account do as its members' root users. Nobody is
 * registered as a delegated administrator here, all organizations have all features, and IAM is trusted in each.
 */
final class CentralRootAccess {
    private CentralRootAccess() {}

    static Accesses accesses(String operation) {
        return Accesses.of(Access.to("iam:" + operation, "*"));
    }

    /**
     * The organization that an account manages.
     *
     * @throws AwsError if it is in none, or manages none; the texts are the API reference's
     */
    static Organization managedBy(View view, String account) {
        Organization organization = Membership.of(view, account)
                .map(Membership::organization)
                .orElseThrow(() -> IamErrors.organizationNotFound(
                        "The request was rejected because no organization is associated with your account."));
        if (!organization.managementAccount().equals(account)) {
            throw IamErrors.accountNotManagementOrDelegatedAdministrator(
                    "The request was rejected because the account making the request is not the management account or"
                            + " delegated administrator account for centralized root access.");
        }
        return organization;
    }
}
