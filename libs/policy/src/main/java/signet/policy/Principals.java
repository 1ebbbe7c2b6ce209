package signet.policy;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A compiled Principal or NotPrincipal element. A match has a level, as AWS grants differently to a session, to its
 * role, and to the account that holds both.
 */
final class Principals {
    /** The account is named: a delegation, which identity policies must take up. */
    static final int ACCOUNT = 1;
    /** The role of the session, or the user of the federated session, is named. */
    static final int VIA = 2;
    /** The caller itself is named, or everyone is. */
    static final int DIRECT = 4;

    static final int ANY_LEVEL = ACCOUNT | VIA | DIRECT;

    private final boolean negated;
    private final boolean deny;
    private final boolean everyone;
    private final Set<String> accounts = new LinkedHashSet<>();
    private final Set<String> names = new LinkedHashSet<>();
    private final Set<String> services;
    private final Set<String> federated;
    private final Set<String> canonicalUsers;

    Principals(
            boolean negated,
            boolean deny,
            boolean everyone,
            List<String> aws,
            List<String> services,
            List<String> federated,
            List<String> canonicalUsers) {
        this.negated = negated;
        this.deny = deny;
        this.everyone = everyone || aws.contains("*");
        for (String value : aws) {
            String account = PrincipalNames.account(value);
            if (account.isEmpty()) {
                names.add(value);
            } else {
                accounts.add(account);
            }
        }
        this.services = Set.copyOf(services);
        this.federated = Set.copyOf(federated);
        this.canonicalUsers = Set.copyOf(canonicalUsers);
    }

    /** The levels at which the element covers the caller; 0 when it doesn't. */
    int levels(Query query) {
        Principal caller = query.principal();
        int listed = listed(caller, query.context());
        if (!negated) {
            return listed;
        }
        if (deny) {
            return query.hasBoundary() || !exempt(caller, listed) ? ANY_LEVEL : 0;
        }
        return listed == 0 ? DIRECT : 0;
    }

    private int listed(Principal caller, Context context) {
        if (everyone) {
            return DIRECT;
        }
        int account = listsAccount(caller.account(), context) ? ACCOUNT : 0;
        return switch (caller) {
            case Principal.Root root -> account;
            case Principal.User user -> account | (lists(user.arn(), user.id()) ? DIRECT : 0);
            case Principal.RoleSession session ->
                account
                        | (lists(session.roleArn(), session.roleId()) ? VIA : 0)
                        | (names.contains(session.sessionArn()) ? DIRECT : 0);
            case Principal.FederatedUser session ->
                account
                        | (lists(session.userArn(), session.userId()) ? VIA : 0)
                        | (names.contains(session.sessionArn()) ? DIRECT : 0);
            case Principal.Federated holder -> federated.contains(holder.provider()) ? DIRECT : 0;
            case Principal.Service service -> services.contains(service.name()) ? DIRECT : 0;
            case Principal.Anonymous nobody -> 0;
        };
    }

    /** A Deny with NotPrincipal spares a caller only when its account, its role or user, and its session are listed. */
    private boolean exempt(Principal caller, int listed) {
        int needed = switch (caller) {
            case Principal.Root root -> ACCOUNT;
            case Principal.User user -> ACCOUNT | DIRECT;
            case Principal.RoleSession session -> ANY_LEVEL;
            case Principal.FederatedUser session -> ANY_LEVEL;
            case Principal.Federated holder -> DIRECT;
            case Principal.Service service -> DIRECT;
            case Principal.Anonymous nobody -> DIRECT;
        };
        return everyone || (listed & needed) == needed;
    }

    /** By number or root ARN, or by the canonical user id under which S3 knows the same account. */
    private boolean listsAccount(String account, Context context) {
        return accounts.contains(account)
                || (!canonicalUsers.isEmpty()
                        && !account.isEmpty()
                        && canonicalUsers.contains(context.canonicalUser()));
    }

    private boolean lists(String arn, String id) {
        return names.contains(arn) || names.contains(id);
    }
}
