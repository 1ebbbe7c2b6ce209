package signet.identity;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * An organization of accounts (AWS Organizations). Its tree is of {@link OrganizationalUnit}s, the root being one, with
 * {@link MemberAccount}s as leaves; every account is in at most one.
 *
 * @param id {@code o-…}
 * @param managementAccount the id of the account that made it, which no control policy limits
 * @param root the id of the root, {@code r-…}
 * @param enabled the types of policy that are in force; of others nothing counts, whatever is attached
 */
public record Organization(
        String id, String managementAccount, String root, List<OrganizationPolicy.Type> enabled, Instant created) {
    private static final String ID = "o-[a-z0-9]{10,32}";
    private static final String ACCOUNT = "[0-9]{12}";

    public Organization {
        Forms.require(ID, id);
        Forms.require(ACCOUNT, managementAccount);
        Forms.require(OrganizationalUnit.ROOT, root);
        enabled = List.copyOf(new TreeSet<>(enabled));
    }

    /** The same organization with other types of policy in force. */
    public Organization withEnabled(Set<OrganizationPolicy.Type> types) {
        return new Organization(id, managementAccount, root, List.copyOf(types), created);
    }

    /** The ARN of one of its policies, or of one that AWS manages. */
    public String arn(OrganizationPolicy policy) {
        return policy.awsManaged()
                ? "arn:aws:organizations::aws:policy/" + policy.type().segment() + "/" + policy.id()
                : "arn:aws:organizations::" + managementAccount + ":policy/" + id + "/"
                        + policy.type().segment() + "/" + policy.id();
    }
}
