package signet.iam;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import signet.authz.Caller;
import signet.identity.Passwords;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.iam.ChangePasswordInput;
import signet.model.iam.CreateLoginProfileInput;
import signet.model.iam.DeleteLoginProfileInput;
import signet.model.iam.DeleteUserInput;
import signet.model.iam.GetLoginProfileInput;
import signet.model.iam.GetUserInput;
import signet.model.iam.IamOperations;
import signet.model.iam.ListUsersInput;
import signet.model.iam.LoginProfile;
import signet.model.iam.PutUserPolicyInput;
import signet.model.iam.UpdateAccountPasswordPolicyInput;
import signet.model.iam.UpdateLoginProfileInput;
import signet.model.iam.UpdateUserInput;

class PasswordTest extends CloudTest {
    private static final String GOOD = "Correct-Horse-7";
    private static final String BETTER = "Battery-Staple-8";

    private LoginProfile create(String user, String password) {
        return cloud.call(IamOperations.CREATE_LOGIN_PROFILE, new CreateLoginProfileInput(user, password, null))
                .loginProfile();
    }

    private void change(String user, String from, String to) {
        cloud.callAs(cloud.user(user), IamOperations.CHANGE_PASSWORD, new ChangePasswordInput(from, to));
    }

    private void refusesChange(String code, String message, String user, String from, String to) {
        cloud.refusesAs(
                cloud.user(user), code, message, IamOperations.CHANGE_PASSWORD, new ChangePasswordInput(from, to));
    }

    private Passwords.Outcome signIn(String name, String password) {
        @Nullable User user = Kind.USER.find(cloud.view(), Cloud.ACCOUNT, name).orElse(null);
        return cloud.passwords.check(cloud.view(), user, password, cloud.info().time());
    }

    private LoginProfile profile(String user) {
        return cloud.call(IamOperations.GET_LOGIN_PROFILE, new GetLoginProfileInput(user))
                .loginProfile();
    }

    @Test
    void aNewPasswordIsGoodForSigningInAndShownNowhere() {
        cloud.makeUser("u", "");

        LoginProfile created = create("u", GOOD);

        assertEquals(
                new LoginProfile("u", cloud.info().time(), false), created, "an answer says nothing of the password");
        assertEquals(created, profile("u"));
        assertEquals(Passwords.Outcome.GOOD, signIn("u", GOOD));
        assertEquals(Passwords.Outcome.WRONG, signIn("u", GOOD + " "));
        assertEquals(Passwords.Outcome.WRONG, signIn("u", ""));
        assertEquals(Passwords.Outcome.WRONG, signIn("nobody", GOOD));
        String stored = cloud.view().under(Tables.LOGIN_PROFILES, "").values().stream()
                .map(profile -> profile.hash() + profile.earlier())
                .collect(Collectors.joining());
        assertFalse(stored.contains(GOOD), stored);
        String logged = cloud.view()
                .get(Tables.LOGIN_PROFILES, cloud.idOf("u"))
                .orElseThrow()
                .toString();
        assertFalse(logged.contains("$"), "a log shows no hash either");
    }

    @Test
    void thePasswordIsTheCallersOwnWithoutAName() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);

        cloud.callAs(
                cloud.user("u"), IamOperations.CREATE_LOGIN_PROFILE, new CreateLoginProfileInput(null, GOOD, true));

        assertEquals(Passwords.Outcome.RESET_REQUIRED, signIn("u", GOOD));
        assertEquals(
                "u",
                cloud.callAs(cloud.user("u"), IamOperations.GET_LOGIN_PROFILE, new GetLoginProfileInput(null))
                        .loginProfile()
                        .userName());
        cloud.callAs(cloud.user("u"), IamOperations.DELETE_LOGIN_PROFILE, new DeleteLoginProfileInput(null));
        assertEquals(Passwords.Outcome.WRONG, signIn("u", GOOD));
    }

    @Test
    void whoIsNoUserHasToNameOne() {
        cloud.makeRole("r");
        String text = "Must specify userName when calling with non-User credentials";

        for (Caller caller : List.of(cloud.root(), cloud.session("r"))) {
            if (caller instanceof Caller.RoleSession) {
                cloud.refusesAs(
                        caller,
                        "ValidationError",
                        text,
                        IamOperations.GET_LOGIN_PROFILE,
                        new GetLoginProfileInput(null));
            } else {
                cloud.refuses(
                        "ValidationError",
                        text,
                        IamOperations.CREATE_LOGIN_PROFILE,
                        new CreateLoginProfileInput(null, GOOD, null));
            }
        }
    }

    @Test
    void aUserHasOnePassword() {
        cloud.makeUser("u", "");
        create("u", GOOD);

        cloud.refuses(
                "EntityAlreadyExists",
                "Login Profile for user u already exists.",
                IamOperations.CREATE_LOGIN_PROFILE,
                new CreateLoginProfileInput("u", BETTER, null));
        assertEquals(Passwords.Outcome.GOOD, signIn("u", GOOD));
    }

    @Test
    void whatIsNotThereIsSaidInAwsWords() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        String none = "Login Profile for User u cannot be found.";
        String nobody = "The user with name nobody cannot be found.";

        cloud.refuses("NoSuchEntity", none, IamOperations.GET_LOGIN_PROFILE, new GetLoginProfileInput("u"));
        cloud.refuses("NoSuchEntity", none, IamOperations.DELETE_LOGIN_PROFILE, new DeleteLoginProfileInput("u"));
        cloud.refuses(
                "NoSuchEntity", none, IamOperations.UPDATE_LOGIN_PROFILE, new UpdateLoginProfileInput("u", GOOD, null));
        refusesChange("NoSuchEntity", none, "u", GOOD, BETTER);
        cloud.refuses(
                "NoSuchEntity",
                nobody,
                IamOperations.CREATE_LOGIN_PROFILE,
                new CreateLoginProfileInput("nobody", GOOD, null));
        cloud.refuses(
                "NoSuchEntity", nobody, IamOperations.DELETE_LOGIN_PROFILE, new DeleteLoginProfileInput("nobody"));
    }

    @Test
    void aUserNeedsAPasswordToGetOne() {
        cloud.makeUser("u", "");

        cloud.refuses(
                "ValidationError",
                "Password must be specified for an IAM user.",
                IamOperations.CREATE_LOGIN_PROFILE,
                new CreateLoginProfileInput("u", null, null));
    }

    @Test
    void aUserWithAPasswordIsNotDeleted() {
        cloud.makeUser("u", "");
        create("u", GOOD);
        cloud.refuses(
                "DeleteConflict",
                "Cannot delete entity, must delete login profile first.",
                IamOperations.DELETE_USER,
                new DeleteUserInput("u"));

        cloud.call(IamOperations.DELETE_LOGIN_PROFILE, new DeleteLoginProfileInput("u"));
        cloud.call(IamOperations.DELETE_USER, new DeleteUserInput("u"));

        cloud.makeUser("u", "");
        assertEquals(Passwords.Outcome.WRONG, signIn("u", GOOD), "another user of the same name has no password");
    }

    @Test
    void aPasswordFollowsARenamedUser() {
        cloud.makeUser("u", "");
        create("u", GOOD);

        cloud.call(
                IamOperations.UPDATE_USER,
                UpdateUserInput.builder().userName("u").newUserName("v").build());

        assertEquals("v", profile("v").userName());
        assertEquals(Passwords.Outcome.GOOD, signIn("v", GOOD));
        assertEquals(Passwords.Outcome.WRONG, signIn("u", GOOD));
    }

    @Test
    void anUpdateLeavesWhatItDoesNotName() {
        cloud.makeUser("u", "");
        create("u", GOOD);

        cloud.call(IamOperations.UPDATE_LOGIN_PROFILE, new UpdateLoginProfileInput("u", null, true));
        assertEquals(Passwords.Outcome.RESET_REQUIRED, signIn("u", GOOD));
        cloud.call(IamOperations.UPDATE_LOGIN_PROFILE, new UpdateLoginProfileInput("u", BETTER, null));
        assertEquals(Passwords.Outcome.RESET_REQUIRED, signIn("u", BETTER));
        assertEquals(Passwords.Outcome.WRONG, signIn("u", GOOD));
        cloud.call(IamOperations.UPDATE_LOGIN_PROFILE, new UpdateLoginProfileInput("u", null, false));
        assertEquals(Passwords.Outcome.GOOD, signIn("u", BETTER));
    }

    @Test
    void aUserChangesTheOwnPasswordWithTheOldOne() {
        cloud.makeUser("u", Cloud.allow("iam:ChangePassword", "arn:aws:iam::123456789012:user/${aws:username}"));
        cloud.call(IamOperations.CREATE_LOGIN_PROFILE, new CreateLoginProfileInput("u", GOOD, true));

        refusesChange("AccessDenied", "The old password was incorrect.", "u", BETTER, BETTER);
        assertEquals(Passwords.Outcome.RESET_REQUIRED, signIn("u", GOOD));
        change("u", GOOD, BETTER);

        assertEquals(Passwords.Outcome.GOOD, signIn("u", BETTER), "the reset is done");
        assertEquals(Passwords.Outcome.WRONG, signIn("u", GOOD));
    }

    @Test
    void onlyUsersChangeAPasswordOfTheirOwn() {
        cloud.makeRole("r");

        for (Caller caller : List.of(cloud.root(), cloud.session("r"))) {
            cloud.refusesAs(
                    caller,
                    "InvalidUserType",
                    "Only IAM Users can change their own password",
                    IamOperations.CHANGE_PASSWORD,
                    new ChangePasswordInput(GOOD, BETTER));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            aB3       | Password should have a minimum length of 8
            abcdefg1  | Password should meet 1 more of the following requirements: Password should have at least one uppercase letter, Password should have at least one symbol
            abcdefgh  | Password should meet 2 more of the following requirements: Password should have at least one uppercase letter, Password should have at least one number, Password should have at least one symbol
            a         | Password should have a minimum length of 8, Password should meet 2 more of the following requirements: Password should have at least one uppercase letter, Password should have at least one number, Password should have at least one symbol
            ÄÖÜäöüßéè | Password should meet 3 more of the following requirements: Password should have at least one uppercase letter, Password should have at least one lowercase letter, Password should have at least one number, Password should have at least one symbol
            """)
    void withoutAPolicyAwsDefaultIsInForce(String password, String text) {
        cloud.makeUser("u", "");

        cloud.refuses(
                "PasswordPolicyViolation",
                text,
                IamOperations.CREATE_LOGIN_PROFILE,
                new CreateLoginProfileInput("u", password, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            short       | Password should have a minimum length of 10, Password should have at least one uppercase letter, Password should have at least one number, Password should have at least one symbol
            ABCDEFGHI1! | Password should have at least one lowercase letter
            Abcdefghij! | Password should have at least one number
            Abcdefghij1 | Password should have at least one symbol
            abcdefghi1! | Password should have at least one uppercase letter
            Abcdefgh1?~ | Password should have at least one symbol
            """)
    void aPolicyIsKeptToTheLetter(String password, String text) {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        create("u", GOOD);
        policy(policy -> policy.minimumPasswordLength(10)
                .requireLowercaseCharacters(true)
                .requireUppercaseCharacters(true)
                .requireNumbers(true)
                .requireSymbols(true));

        cloud.refuses(
                "PasswordPolicyViolation",
                text,
                IamOperations.UPDATE_LOGIN_PROFILE,
                new UpdateLoginProfileInput("u", password, null));
        refusesChange("PasswordPolicyViolation", text, "u", GOOD, password);
    }

    private void policy(java.util.function.UnaryOperator<UpdateAccountPasswordPolicyInput.Builder> rules) {
        cloud.call(
                IamOperations.UPDATE_ACCOUNT_PASSWORD_POLICY,
                rules.apply(UpdateAccountPasswordPolicyInput.builder()).build());
    }

    @Test
    void aLooserPolicyTakesWhatTheDefaultDoesNot() {
        cloud.makeUser("u", "");
        policy(policy -> policy);

        create("u", "abcdef");

        assertEquals(Passwords.Outcome.GOOD, signIn("u", "abcdef"));
    }

    @Test
    void theLastPasswordsDoNotComeBack() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        create("u", "Password-0");
        policy(policy -> policy.passwordReusePrevention(3));
        for (int i = 1; i <= 3; i++) {
            change("u", "Password-" + (i - 1), "Password-" + i);
        }

        String text = "Policy constraint violation with password reuse prevention during password change.";
        for (String used : List.of("Password-3", "Password-2", "Password-1")) {
            refusesChange("PasswordPolicyViolation", text, "u", "Password-3", used);
        }
        change("u", "Password-3", "Password-0");

        assertEquals(Passwords.Outcome.GOOD, signIn("u", "Password-0"));
    }

    @Test
    void twentyFourPasswordsAreRemembered() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        create("u", "Password-0");
        policy(policy -> policy.passwordReusePrevention(24));
        for (int i = 1; i <= 24; i++) {
            change("u", "Password-" + (i - 1), "Password-" + i);
        }

        refusesChange(
                "PasswordPolicyViolation",
                "Policy constraint violation with password reuse prevention during password change.",
                "u",
                "Password-24",
                "Password-1");
        change("u", "Password-24", "Password-0");
    }

    @Test
    void aPasswordExpires() {
        cloud.makeUser("u", Cloud.ALLOW_ALL);
        create("u", GOOD);
        policy(policy -> policy.maxPasswordAge(90).hardExpiry(true));

        cloud.advance(Duration.ofDays(90).minusSeconds(1));
        assertEquals(Passwords.Outcome.GOOD, signIn("u", GOOD));
        cloud.advance(Duration.ofSeconds(1));
        assertEquals(Passwords.Outcome.EXPIRED, signIn("u", GOOD));
        assertEquals(Passwords.Outcome.WRONG, signIn("u", BETTER), "a wrong password tells nothing of its age");

        change("u", GOOD, BETTER);
        assertEquals(Passwords.Outcome.GOOD, signIn("u", BETTER));
    }

    @Test
    void anAccountMayLetAllItsUsersChangeTheirOwn() {
        Caller user = cloud.makeUser("u", "");
        create("u", GOOD);
        cloud.denies(
                user,
                "iam:ChangePassword",
                "user u",
                IamOperations.CHANGE_PASSWORD,
                new ChangePasswordInput(GOOD, BETTER));

        policy(policy -> policy.allowUsersToChangePassword(true));
        change("u", GOOD, BETTER);
        assertEquals(Passwords.Outcome.GOOD, signIn("u", BETTER));

        cloud.call(
                IamOperations.PUT_USER_POLICY,
                new PutUserPolicyInput(
                        "u", "p", Cloud.allow("iam:ChangePassword", "*").replace("Allow", "Deny")));
        refusesChange(
                "AccessDenied",
                "User: arn:aws:iam::123456789012:user/u is not authorized to perform: iam:ChangePassword on resource:"
                        + " user u with an explicit deny in an identity-based policy",
                "u",
                BETTER,
                GOOD);
    }

    @Test
    void passwordsNeedPermissionOnTheUsersPath() {
        cloud.makeUser("admin", Cloud.allow("iam:*LoginProfile", "arn:aws:iam::123456789012:user/staff/*"));
        cloud.makeUser("u", "");
        cloud.denies(
                cloud.user("admin"),
                "iam:CreateLoginProfile",
                "user u",
                IamOperations.CREATE_LOGIN_PROFILE,
                new CreateLoginProfileInput("u", GOOD, null));

        cloud.call(
                IamOperations.UPDATE_USER,
                UpdateUserInput.builder().userName("u").newPath("/staff/").build());
        cloud.callAs(
                cloud.user("admin"), IamOperations.CREATE_LOGIN_PROFILE, new CreateLoginProfileInput("u", GOOD, null));
        cloud.callAs(
                cloud.user("admin"),
                IamOperations.UPDATE_LOGIN_PROFILE,
                new UpdateLoginProfileInput("u", BETTER, null));

        assertEquals(Passwords.Outcome.GOOD, signIn("u", BETTER));
    }

    @Test
    void aSignInIsSeenAtTheUser() {
        cloud.makeUser("u", "");
        assertNull(lastUsed());

        cloud.state.change(tx -> Passwords.signedIn(
                tx, Kind.USER.get(tx, Cloud.ACCOUNT, "u"), cloud.info().time()));

        assertEquals(cloud.info().time(), lastUsed());
        assertEquals(
                cloud.info().time(),
                cloud.call(IamOperations.LIST_USERS, new ListUsersInput(null, null, null))
                        .users()
                        .getFirst()
                        .passwordLastUsed());
    }

    private java.time.@Nullable Instant lastUsed() {
        return cloud.call(IamOperations.GET_USER, new GetUserInput("u")).user().passwordLastUsed();
    }

    @Test
    void equalPasswordsHaveDifferentHashes() {
        cloud.makeUser("u", "");
        cloud.makeUser("v", "");
        create("u", GOOD);
        create("v", GOOD);

        assertNotEquals(hash("u"), hash("v"));
    }

    private String hash(String user) {
        return cloud.view()
                .get(Tables.LOGIN_PROFILES, cloud.idOf(user))
                .orElseThrow()
                .hash();
    }
}
