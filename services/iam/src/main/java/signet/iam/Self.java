package signet.iam;

import org.jspecify.annotations.Nullable;
import signet.authz.Caller;
import signet.identity.User;
import signet.model.AwsError;
import signet.snapshot.View;

/** Whom a request means that may leave the user out: then it is the caller. */
final class Self {
    private Self() {}

    /** The root user, or a user by name. */
    sealed interface Subject {
        /** The account's root user. */
        record Root(String account) implements Subject {}

        /** A user, who may not exist. */
        record Named(String name) implements Subject {}
    }

    /**
     * The subject of a request.
     *
     * @param name the user that the request names, null when it names none
     * @throws AwsError if it names none and the caller is no user
     */
    static Subject of(Caller caller, @Nullable String name) {
        if (name != null) {
            return new Subject.Named(name);
        }
        return switch (caller) {
            case Caller.Root root -> new Subject.Root(root.account());
            case Caller.IamUser user -> new Subject.Named(user.user().name());
            case Caller.RoleSession session -> throw noUser();
            case Caller.FederatedUser federated -> throw noUser();
            case Caller.AwsService service -> throw noUser();
            case Caller.Federated holder -> throw noUser();
            case Caller.Anonymous anonymous -> throw noUser();
        };
    }

    /** The unique id under which the subject owns access keys. */
    static String ownerId(View view, String account, Subject subject) {
        return switch (subject) {
            case Subject.Root root -> root.account();
            case Subject.Named named -> user(view, account, named).id();
        };
    }

    static User user(View view, String account, Subject.Named named) {
        return Kind.USER.get(view, account, named.name());
    }

    /** The answer to a request that has to name a user and names none. */
    static AwsError noUser() {
        return Faults.validation("Must specify userName when calling with non-User credentials");
    }
}
