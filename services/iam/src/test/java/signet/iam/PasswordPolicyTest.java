package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import signet.authz.Caller;
import signet.model.iam.DeleteAccountPasswordPolicyInput;
import signet.model.iam.GetAccountPasswordPolicyInput;
import signet.model.iam.IamOperations;
import signet.model.iam.PasswordPolicy;
import signet.model.iam.UpdateAccountPasswordPolicyInput;

class PasswordPolicyTest extends CloudTest {
    private static final String NONE = "The Password Policy with domain name 123456789012 cannot be found.";

    private void update(UpdateAccountPasswordPolicyInput input) {
        cloud.call(IamOperations.UPDATE_ACCOUNT_PASSWORD_POLICY, input);
    }

    private PasswordPolicy policy() {
        return cloud.call(IamOperations.GET_ACCOUNT_PASSWORD_POLICY, new GetAccountPasswordPolicyInput())
                .passwordPolicy();
    }

    @Test
    void anAccountHasNoneAtFirst() {
        cloud.refuses(
                "NoSuchEntity", NONE, IamOperations.GET_ACCOUNT_PASSWORD_POLICY, new GetAccountPasswordPolicyInput());
        cloud.refuses(
                "NoSuchEntity",
                "The account policy with name PasswordPolicy cannot be found.",
                IamOperations.DELETE_ACCOUNT_PASSWORD_POLICY,
                new DeleteAccountPasswordPolicyInput());
    }

    @Test
    void anEmptyUpdateMakesTheDefaults() {
        update(UpdateAccountPasswordPolicyInput.builder().build());

        assertEquals(
                new PasswordPolicy(6, false, false, false, false, false, false, null, null, null),
                policy(),
                "as recorded from AWS");
    }

    @Test
    void everyRuleIsKept() {
        update(new UpdateAccountPasswordPolicyInput(10, true, true, true, true, true, 60, 3, true));

        assertEquals(new PasswordPolicy(10, true, true, true, true, true, true, 60, 3, true), policy());
    }

    @Test
    void anUpdateReplacesTheWholePolicy() {
        update(new UpdateAccountPasswordPolicyInput(10, true, true, true, true, true, 60, 3, true));
        update(UpdateAccountPasswordPolicyInput.builder().requireNumbers(true).build());

        assertEquals(new PasswordPolicy(6, false, true, false, false, false, false, null, null, null), policy());
    }

    @Test
    void aDeletedPolicyIsGone() {
        update(UpdateAccountPasswordPolicyInput.builder().build());
        cloud.call(IamOperations.DELETE_ACCOUNT_PASSWORD_POLICY, new DeleteAccountPasswordPolicyInput());

        cloud.refuses(
                "NoSuchEntity", NONE, IamOperations.GET_ACCOUNT_PASSWORD_POLICY, new GetAccountPasswordPolicyInput());
    }

    @Test
    void anotherAccountsPolicyIsItsOwn() {
        update(UpdateAccountPasswordPolicyInput.builder().build());

        cloud.refusesAs(
                cloud.rootOf(Cloud.OTHER),
                "NoSuchEntity",
                "The Password Policy with domain name 210987654321 cannot be found.",
                IamOperations.GET_ACCOUNT_PASSWORD_POLICY,
                new GetAccountPasswordPolicyInput());
    }

    @Test
    void usersWhoMayChangeTheirPasswordMaySeeItsRules() {
        Caller user = cloud.makeUser("u", "");
        update(UpdateAccountPasswordPolicyInput.builder().build());
        cloud.denies(
                user,
                "iam:GetAccountPasswordPolicy",
                "*",
                IamOperations.GET_ACCOUNT_PASSWORD_POLICY,
                new GetAccountPasswordPolicyInput());

        update(UpdateAccountPasswordPolicyInput.builder()
                .allowUsersToChangePassword(true)
                .build());

        assertEquals(
                6,
                cloud.callAs(user, IamOperations.GET_ACCOUNT_PASSWORD_POLICY, new GetAccountPasswordPolicyInput())
                        .passwordPolicy()
                        .minimumPasswordLength());
    }

    @Test
    void rolesGetNothingFromThePasswordPolicy() {
        cloud.makeRole("r");
        update(UpdateAccountPasswordPolicyInput.builder()
                .allowUsersToChangePassword(true)
                .build());

        cloud.denies(
                cloud.session("r"),
                "iam:GetAccountPasswordPolicy",
                "*",
                IamOperations.GET_ACCOUNT_PASSWORD_POLICY,
                new GetAccountPasswordPolicyInput());
    }
}
