package signet.iam;

import signet.identity.Role;
import signet.model.AwsError;

/**
 * Keeps the roles that AWS owns from being changed by anyone else: service-linked ones (IAM User Guide, "Service-linked
 * roles") and those under {@code /aws-reserved/}, such as IAM Identity Center's.
 */
final class Protection {
    /** The path under which AWS keeps the roles that are its own but no service's. */
    static final String RESERVED_PATH = "/aws-reserved/";

    private Protection() {}

    /**
     * @throws AwsError UnmodifiableEntity if AWS owns the role
     */
    static void check(Role role) {
        if (role.serviceLinked()) {
            throw Faults.protectedRole(role.name());
        }
        checkReserved(role);
    }

    /**
     * The same for what may be changed of service-linked roles too, which is their description and tags.
     *
     * @throws AwsError UnmodifiableEntity if the role is of those that nobody may change at all
     */
    static void checkReserved(Role role) {
        if (role.path().startsWith(RESERVED_PATH)) {
            throw Faults.protectedRole(role.name());
        }
    }
}
