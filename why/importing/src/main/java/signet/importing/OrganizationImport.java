package signet.importing;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import signet.identity.MemberAccount;
import signet.identity.Organization;
import signet.identity.OrganizationPolicy;
import signet.identity.Tables;
import signet.snapshot.Table;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/**
 * Writes a recorded organization into the state, and the place of one account in it. Other accounts of this server are not
 * touched: each is put into the organization when it is imported itself.
 */
public final class OrganizationImport {
    private final OrganizationRecord record;
    private final Findings findings;

    /**
     * An import that is still to be written.
     *
     * @param findings takes what does not fit
     */
    public OrganizationImport(OrganizationRecord record, Findings findings) {
        this.record = record;
        this.findings = findings;
    }

    /** Everything that decides: what the organization is but for when it was made. */
    private record Content(
            String managementAccount,
            String root,
            List<OrganizationPolicy.Type> enabled,
            Set<String> units,
            Set<String> policies) {}

    /**
     * Writes the organization and the account's place. If then a fault refuses the import the transaction must not take
     * place.
     *
     * @param account the account's id
     * @param replace whether an organization of the same id that is another may be replaced
     */
    public void write(Transaction tx, String account, boolean replace) {
        Optional<MemberAccount> member = record.account(account);
        if (member.isEmpty()) {
            refuse("account " + account + " is not among its accounts");
            return;
        }
        Optional<Organization> present =
                tx.get(Tables.ORGANIZATIONS, record.organization().id());
        if (present.isEmpty()) {
            put(tx);
        } else if (!content(tx, present.get()).equals(content())) {
            if (!replace) {
                refuse("is on this server already, and differs: with --replace the file's takes its place for all"
                        + " accounts that are in it");
                return;
            }
            clear(tx);
            put(tx);
            checkMembers(tx, account);
        }
        tx.put(Tables.MEMBER_ACCOUNTS, account, member.get());
    }

    private void refuse(String reason) {
        findings.refuse(record.file(), "organization " + record.organization().id(), reason);
    }

    private void put(Transaction tx) {
        tx.put(Tables.ORGANIZATIONS, record.organization().id(), record.organization());
        record.units().forEach(unit -> tx.put(Tables.ORGANIZATIONAL_UNITS, unit.key(), unit));
        record.policies().forEach(policy -> tx.put(Tables.ORGANIZATION_POLICIES, policy.key(), policy));
    }

    private void clear(Transaction tx) {
        clear(tx, Tables.ORGANIZATIONAL_UNITS);
        clear(tx, Tables.ORGANIZATION_POLICIES);
    }

    private <T> void clear(Transaction tx, Table<T> table) {
        List.copyOf(tx.under(table, record.organization().id() + "/").keySet()).forEach(key -> tx.delete(table, key));
    }

    /** Accounts that were imported before must be somewhere in the new tree, with policies that are there. */
    private void checkMembers(Transaction tx, String account) {
        for (MemberAccount present :
                List.copyOf(tx.under(Tables.MEMBER_ACCOUNTS, "").values())) {
            boolean other = present.organization().equals(record.organization().id())
                    && !present.id().equals(account);
            if (other) {
                Optional<MemberAccount> now = record.account(present.id());
                now.ifPresentOrElse(
                        member -> tx.put(Tables.MEMBER_ACCOUNTS, member.id(), member),
                        () -> refuse("account " + present.id() + " is in it on this server, and not in the file"));
            }
        }
    }

    private Content content() {
        Set<String> units = new TreeSet<>();
        record.units().forEach(unit -> units.add(unit.toString()));
        Set<String> policies = new TreeSet<>();
        record.policies().forEach(policy -> policies.add(policy.toString()));
        return content(record.organization(), units, policies);
    }

    private static Content content(View view, Organization organization) {
        String own = organization.id() + "/";
        Set<String> units = new TreeSet<>();
        view.under(Tables.ORGANIZATIONAL_UNITS, own).values().forEach(unit -> units.add(unit.toString()));
        Set<String> policies = new TreeSet<>();
        view.under(Tables.ORGANIZATION_POLICIES, own).values().forEach(policy -> policies.add(policy.toString()));
        return content(organization, units, policies);
    }

    private static Content content(Organization organization, Set<String> units, Set<String> policies) {
        return new Content(
                organization.managementAccount(), organization.root(), organization.enabled(), units, policies);
    }
}
