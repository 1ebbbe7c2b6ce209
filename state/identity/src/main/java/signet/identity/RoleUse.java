package signet.identity;

import java.util.Locale;

/**
 * A resource that a service needs its service-linked role for: as long as there is one, the role cannot be deleted. The
 * service writes and deletes it together with the resource.
 *
 * @param role the role's name
 * @param resource the resource's ARN
 */
public record RoleUse(String account, String role, String region, String resource) {
    /** The key in its table. */
    public String key() {
        return prefix(account, role) + resource;
    }

    /** How the keys of all uses of a role begin. */
    public static String prefix(String account, String role) {
        return account + "/" + role.toLowerCase(Locale.ROOT) + "/";
    }
}
