package signet.lambda;

import org.jspecify.annotations.Nullable;

/**
 * A statement of a function's policy, as AddPermission makes one.
 *
 * @param principal as it was given: a service, an account or an ARN
 * @param storedPrincipal an account's root, a user's or role's unique id, or the same
 * @param qualifier null for the function itself
 */
record Statement(
        String sid,
        String action,
        String principal,
        String storedPrincipal,
        @Nullable String sourceArn,
        @Nullable String sourceAccount,
        @Nullable String principalOrgId,
        @Nullable String eventSourceToken,
        @Nullable String qualifier) {}
