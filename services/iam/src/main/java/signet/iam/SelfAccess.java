package signet.iam;

import org.jspecify.annotations.Nullable;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Call;

/** The access that operations about a user need, where leaving the user out means the caller. */
final class SelfAccess {
    private SelfAccess() {}

    static Accesses to(Call<?> call, String action, @Nullable String userName) {
        return Accesses.of(one(call, action, userName));
    }

    /** The same, to be added to. */
    static Access one(Call<?> call, String action, @Nullable String userName) {
        return switch (Self.of(call.caller(), userName)) {
            case Self.Subject.Root root ->
                Access.to(action, call.caller().arn()).worded("user root");
            case Self.Subject.Named named -> Kind.USER.access(call, action, named.name());
        };
    }
}
