package signet.importing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signet.identity.InstanceProfile;
import signet.identity.RecordedPolicy;
import signet.identity.Role;
import signet.identity.Tables;
import signet.identity.TrustPolicies;
import signet.identity.User;
import signet.importing.AccountRecord.OfRole;
import signet.importing.AccountRecord.OfUser;
import signet.managedpolicies.ManagedPolicies;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.snapshot.Table;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/**
 * Writes a recorded account into the state: users, groups, roles, instance profiles and policies with the ids, dates, paths
 * and ARNs that they have on AWS. What of those the account had before is gone afterwards, but for what belongs to users that
 * stay: their access keys, passwords and MFA devices, which no file has.
 */
public final class AccountImport {
    private final AccountRecord record;
    private final ManagedPolicies known;
    private final Findings findings;

    /**
     * An import that is still to be written.
     *
     * @param known AWS's managed policies as Signet knows them
     * @param findings takes what does not fit
     */
    public AccountImport(AccountRecord record, ManagedPolicies known, Findings findings) {
        this.record = record;
        this.known = known;
        this.findings = findings;
    }

    /** Writes everything. If then a fault refuses the import the transaction must not take place. */
    public void write(Transaction tx) {
        new AccountLinks(record, known, findings).check();
        refuseForeignIds(tx);
        if (!findings.refusing(true).isEmpty()) {
            return;
        }
        goneUsers(tx).forEach(id -> forget(tx, id));
        clear(tx);
        Function<OfUser, List<String>> groups = AccountLinks.groupIds(record);
        for (OfUser user : record.users()) {
            User row = user.user().withGroups(groups.apply(user));
            tx.put(Tables.USERS, row.key(), row);
        }
        record.groups().forEach(group -> tx.put(Tables.GROUPS, group.group().key(), group.group()));
        record.policies()
                .forEach(policy -> tx.put(Tables.POLICIES, policy.policy().key(), policy.policy()));
        for (RecordedPolicy policy : record.ofAws()) {
            RecordedPolicy row = ofAccount(policy);
            tx.put(Tables.RECORDED_POLICIES, row.key(), row);
        }
        record.roles().forEach(role -> tx.put(Tables.ROLES, role.role().key(), role.role()));
        // only now is everybody there whom a trust policy may name
        record.roles().forEach(role -> withTrust(tx, role));
    }

    private RecordedPolicy ofAccount(RecordedPolicy policy) {
        return new RecordedPolicy(
                record.account(),
                policy.arn(),
                policy.id(),
                policy.created(),
                policy.updated(),
                policy.description(),
                policy.defaultVersion(),
                policy.versions());
    }

    private void withTrust(Transaction tx, OfRole read) {
        Role role = read.role();
        Optional<Policy> trust = PolicyText.compiled(role.trust(), PolicyKind.TRUST);
        if (trust.isPresent()) {
            Role row = role.withTrust(stored(tx, trust.get(), record.account(), read.place(), findings));
            tx.put(Tables.ROLES, row.key(), row);
        }
        for (InstanceProfile profile : read.profiles()) {
            tx.put(Tables.INSTANCE_PROFILES, profile.key(), profile);
        }
    }

    /** The stored form of a policy that names principals. One of the account itself must be there. */
    static String stored(View view, Policy policy, String account, Place place, Findings findings) {
        for (String principal : TrustPolicies.unknown(view, policy)) {
            if (principal.contains("::" + account + ":")) {
                findings.refuse(place, "names " + principal + ", which is not there");
            } else {
                findings.note(
                        place.file() + ": " + place.entity() + " names " + principal + ", which is not on this server");
            }
        }
        return TrustPolicies.recorded(view, policy);
    }

    /** Unique ids are unique among all accounts, and who has one is who it says. */
    private void refuseForeignIds(View view) {
        for (Map.Entry<String, Place> id : AccountLinks.uniqueIds(record).entrySet()) {
            List<String> owners = Stream.of(
                            view.findOne(Tables.USERS_BY_ID, id.getKey()).map(User::account),
                            view.findOne(Tables.GROUPS_BY_ID, id.getKey()).map(group -> group.account()),
                            view.findOne(Tables.ROLES_BY_ID, id.getKey()).map(Role::account),
                            view.findOne(Tables.INSTANCE_PROFILES_BY_ID, id.getKey())
                                    .map(InstanceProfile::account))
                    .flatMap(Optional::stream)
                    .filter(owner -> !owner.equals(record.account()))
                    .toList();
            owners.forEach(owner -> findings.refuse(
                    id.getValue(), "has the unique id " + id.getKey() + ", which account " + owner + " has too"));
        }
    }

    private void clear(Transaction tx) {
        for (Table<?> table : List.of(
                Tables.USERS,
                Tables.GROUPS,
                Tables.ROLES,
                Tables.POLICIES,
                Tables.RECORDED_POLICIES,
                Tables.INSTANCE_PROFILES)) {
            clear(tx, table);
        }
    }

    private <T> void clear(Transaction tx, Table<T> table) {
        List.copyOf(tx.under(table, record.account() + "/").keySet()).forEach(key -> tx.delete(table, key));
    }

    /** What belongs to users whom the files don't have any more: nobody may sign with it. */
    private void forget(Transaction tx, String userId) {
        tx.find(Tables.ACCESS_KEYS_BY_OWNER, userId).forEach(key -> tx.delete(Tables.ACCESS_KEYS, key.id()));
        tx.find(Tables.MFA_DEVICES_BY_OWNER, userId)
                .forEach(device -> tx.put(Tables.MFA_DEVICES, device.key(), device.deactivated()));
        tx.delete(Tables.LOGIN_PROFILES, userId);
        tx.delete(Tables.SIGN_INS, userId);
    }

    private List<String> goneUsers(View view) {
        Set<String> there =
                record.users().stream().map(user -> user.user().id()).collect(Collectors.toSet());
        return view.under(Tables.USERS, record.account() + "/").values().stream()
                .map(User::id)
                .filter(id -> !there.contains(id))
                .toList();
    }
}
