package signet.importing;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import signet.identity.CustomerPolicy;
import signet.identity.Group;
import signet.identity.InstanceProfile;
import signet.identity.RecordedPolicy;
import signet.identity.Role;
import signet.identity.User;

/**
 * An account as files tell of it.
 *
 * @param account its id
 * @param policies the account's own managed policies
 * @param ofAws AWS's managed policies as they were there
 */
public record AccountRecord(
        String account,
        List<OfUser> users,
        List<OfGroup> groups,
        List<OfRole> roles,
        List<OfPolicy> policies,
        List<RecordedPolicy> ofAws) {

    /**
     * A user, as yet in no groups.
     *
     * @param groups the names of its groups
     */
    record OfUser(Place place, User user, List<String> groups) {
        OfUser {
            groups = List.copyOf(groups);
        }
    }

    /** A group. */
    record OfGroup(Place place, Group group) {}

    /**
     * A role, with its trust policy as it was shown.
     *
     * @param profiles the instance profiles with the role inside
     * @param lastUsed null if it is not known
     */
    record OfRole(
            Place place,
            Role role,
            List<InstanceProfile> profiles,
            @Nullable LastUse lastUsed) {
        OfRole {
            profiles = List.copyOf(profiles);
        }
    }

    /**
     * A managed policy of the account's own.
     *
     * @param attachments how many users, groups and roles had it; negative if that is not told
     */
    record OfPolicy(Place place, CustomerPolicy policy, int attachments) {}

    /**
     * When a role was last used.
     *
     * @param roleId the role's unique id
     */
    public record LastUse(String roleId, String region, Instant time) {}

    public AccountRecord {
        users = List.copyOf(users);
        groups = List.copyOf(groups);
        roles = List.copyOf(roles);
        policies = List.copyOf(policies);
        ofAws = List.copyOf(ofAws);
    }

    /** When roles were last used, as far as it is known. */
    public List<LastUse> lastUses() {
        return roles.stream()
                .map(OfRole::lastUsed)
                .flatMap(java.util.stream.Stream::ofNullable)
                .toList();
    }

    /** How much there is of what, in words. */
    public String summary() {
        return users.size() + " users, " + groups.size() + " groups, " + roles.size() + " roles, " + policies.size()
                + " policies, "
                + roles.stream().mapToInt(role -> role.profiles().size()).sum() + " instance profiles";
    }
}
