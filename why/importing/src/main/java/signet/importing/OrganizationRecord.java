package signet.importing;

import java.util.List;
import java.util.Optional;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.OrganizationalUnit;

/**
 * An organization as a file tells of it.
 *
 * @param units the root among them
 * @param accounts its members
 * @param policies its own policies of the types that take part in decisions
 */
public record OrganizationRecord(
        String file,
        Organization organization,
        List<OrganizationalUnit> units,
        List<MemberAccount> accounts,
        List<OrganizationPolicy> policies) {
    public OrganizationRecord {
        units = List.copyOf(units);
        accounts = List.copyOf(accounts);
        policies = List.copyOf(policies);
    }

    Optional<MemberAccount> account(String id) {
        return accounts.stream().filter(account -> account.id().equals(id)).findFirst();
    }
}
