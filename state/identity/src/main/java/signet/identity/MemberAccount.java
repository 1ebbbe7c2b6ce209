package signet.identity;

import java.time.Instant;
import java.util.List;

/**
 * An account's place in an organization; the management account has one too.
 *
 * @param organization the organization's id
 * @param id the account's id
 * @param parent the id of the unit, or the root, that it is in
 * @param name as given when the account was made or invited
 * @param email the address of its root user
 * @param joined when it became a member
 * @param policies the ids of the attached policies, in the order of attachment
 */
public record MemberAccount(
        String organization, String id, String parent, String name, String email, Instant joined, List<String> policies)
        implements PolicyTarget {

    public MemberAccount {
        policies = List.copyOf(policies);
    }

    /** The same account in another unit. */
    public MemberAccount movedTo(String unit) {
        return new MemberAccount(organization, id, unit, name, email, joined, policies);
    }

    @Override
    public MemberAccount withPolicies(List<String> changed) {
        return new MemberAccount(organization, id, parent, name, email, joined, changed);
    }
}
