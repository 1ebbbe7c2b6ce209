package signet.iam;

import signet.authz.Access;
import signet.authz.Call;
import signet.authz.Caller;
import signet.identity.PasswordPolicy;
import signet.identity.Permissions;
import signet.identity.Tables;
import signet.policy.PolicyKind;
import signet.policy.SourcedPolicy;

/** The account's password policy where it gives permission. */
final class PasswordPolicies {
    private static final String SELF_SERVICE =
            "{\"Version\":\"2012-10-17\",\"Statement\":{\"Effect\":\"Allow\",\"Principal\":\"*\","
                    + "\"Action\":[\"iam:ChangePassword\",\"iam:GetAccountPasswordPolicy\"],\"Resource\":\"*\"}}";

    private PasswordPolicies() {}

    /**
     * An access of a user to the own password, which the account may allow all its users without a policy of theirs
     * ("Allow users to change their own password"); what denies it still does.
     */
    static Access selfService(Call<?> call, Permissions permissions, Access access) {
        boolean allowed = call.caller() instanceof Caller.IamUser
                && call.view()
                        .get(Tables.PASSWORD_POLICIES, call.caller().account())
                        .filter(PasswordPolicy::selfService)
                        .isPresent();
        return allowed
                ? access.guardedBy(new SourcedPolicy(
                        "password policy", true, permissions.compiled(PolicyKind.RESOURCE, SELF_SERVICE)))
                : access;
    }
}
