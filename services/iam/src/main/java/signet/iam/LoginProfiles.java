package signet.iam;

import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.identity.LoginProfile;
import signet.identity.Session;
import signet.identity.Tables;
import signet.identity.User;
import signet.model.AwsError;
import signet.model.iam.IamErrors;
import signet.snapshot.Transaction;
import signet.snapshot.View;

/** Users' passwords as IAM's answers and errors speak of them. */
final class LoginProfiles {
    private LoginProfiles() {}

    /**
     * The user's own profile.
     *
     * @throws AwsError NoSuchEntity if the user has none
     */
    static LoginProfile get(View view, User user) {
        return view.get(Tables.LOGIN_PROFILES, user.id())
                .orElseThrow(
                        () -> IamErrors.noSuchEntity("Login Profile for User " + user.name() + " cannot be found."));
    }

    /**
     * Writes a profile that was worked out from an older view, as a password's hash takes too long for a transaction.
     *
     * @throws AwsError EntityTemporarilyUnmodifiable if another request changed it meanwhile
     */
    static void replace(Transaction tx, User user, LoginProfile seen, LoginProfile changed) {
        if (!get(tx, user).equals(seen)) {
            throw IamErrors.entityTemporarilyUnmodifiable("Login Profile for User " + user.name()
                    + " cannot be modified while login profile is being created.");
        }
        tx.put(Tables.LOGIN_PROFILES, user.id(), changed);
    }

    /**
     * The user whom a request is about, who is the caller if it names none.
     *
     * @throws AwsError NoSuchEntity if there is no such user; ValidationError if the root user or a session names none
     */
    static User user(View view, Caller caller, @Nullable String name) {
        return switch (Self.of(caller, name)) {
            case Self.Subject.Root root -> throw Self.noUser();
            case Self.Subject.Named named -> Self.user(view, caller.account(), named);
        };
    }

    /**
     * The user whose password a request is to show or to take away.
     *
     * @throws AwsError as {@link #user}; NoSuchEntity to the root user in a session of AssumeRoot, who has no password here
     */
    static User holder(View view, Caller caller, @Nullable String name) {
        Session session = caller.session();
        if (name == null && caller instanceof Caller.Root && session != null && session.hasSessionPolicies()) {
            throw IamErrors.noSuchEntity("Login Profile for User root cannot be found.");
        }
        return user(view, caller, name);
    }

    static signet.model.iam.LoginProfile shape(User user, LoginProfile profile) {
        return new signet.model.iam.LoginProfile(user.name(), profile.created(), profile.resetRequired());
    }
}
