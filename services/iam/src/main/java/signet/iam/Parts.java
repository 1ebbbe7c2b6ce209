package signet.iam;

import java.util.function.Supplier;
import signet.identity.Ids;
import signet.identity.Passwords;
import signet.identity.Permissions;
import signet.snapshot.State;

/**
 * What operations are made of.
 *
 * @param endpoint where clients reach the server
 */
record Parts(
        State state,
        Permissions permissions,
        Ids ids,
        AccessKeyUse uses,
        Passwords passwords,
        Supplier<String> endpoint) {}
