package signet.iam;

import signet.identity.Role;
import signet.model.AwsError;

/** Keeps service-linked roles from being changed by anyone but the service (IAM User Guide, "Service-linked roles"). */
final class Protection {
    private Protection() {}

    /**
     * @throws AwsError UnmodifiableEntity if the role is service-linked
     */
    static void check(Role role) {
        if (role.serviceLinked()) {
            throw Faults.protectedRole(role.name());
        }
    }
}
