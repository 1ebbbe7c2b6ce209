package signet.sts;

import signet.authz.Caller;
import signet.model.AwsError;

/** STS's literal errors that Amazon's model does not list. */
final class StsErrorTexts {
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_IMPLEMENTED = 501;

    private StsErrorTexts() {}

    static AwsError denied(Caller caller, String action, String resource) {
        return caller instanceof Caller.Federated
                ? notAuthorized(action)
                : AwsError.of(
                        "AccessDenied",
                        FORBIDDEN,
                        "User: " + caller.arn() + " is not authorized to perform: " + action + " on resource: "
                                + resource);
    }

    /** What who holds a provider's token is told. */
    static AwsError notAuthorized(String action) {
        return accessDenied("Not authorized to perform " + action);
    }

    static AwsError accessDenied(String text) {
        return AwsError.of("AccessDenied", FORBIDDEN, text);
    }

    static AwsError validation(String text) {
        return AwsError.of("ValidationError", BAD_REQUEST, text);
    }

    static AwsError invalidParameter(String text) {
        return AwsError.of("InvalidParameterValue", BAD_REQUEST, text);
    }

    static AwsError notImplemented(String what) {
        return AwsError.of("NotImplemented", NOT_IMPLEMENTED, "Signet does not implement " + what + ".");
    }

    /** Only long-term credentials may call most of STS. */
    static void refuseSessions(Caller caller, String operation) {
        if (caller.session() != null) {
            throw accessDenied("Cannot call " + operation + " with session credentials");
        }
    }

    /** The sessions of users may call nothing of STS but AssumeRole and GetCallerIdentity (STS API reference). */
    static void refuseUserSessions(Caller caller, String operation) {
        boolean refused = switch (caller) {
            case Caller.RoleSession role -> false;
            case Caller.AwsService service -> false;
            case Caller.Root root -> root.session() != null;
            case Caller.IamUser user -> user.session() != null;
            case Caller.FederatedUser federated -> true;
            case Caller.Federated holder -> true;
            case Caller.Anonymous anonymous -> true;
        };
        if (refused) {
            throw accessDenied("Cannot call " + operation + " with session credentials");
        }
    }
}
