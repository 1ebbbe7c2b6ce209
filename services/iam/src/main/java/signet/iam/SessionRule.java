package signet.iam;

import org.jspecify.annotations.Nullable;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Operation;
import signet.identity.Session;
import signet.model.AwsError;
import signet.model.OperationModel;

/**
 * An operation that sessions of GetFederationToken, and those of GetSessionToken without multi-factor authentication, may
 * not call whatever policies say (IAM User Guide, "Compare AWS STS credentials").
 */
record SessionRule<I, O>(Operation<I, O> operation) implements Operation<I, O> {
    static <I, O> Operation<I, O> over(Operation<I, O> operation) {
        return new SessionRule<>(operation);
    }

    @Override
    public OperationModel<I, O> model() {
        return operation.model();
    }

    @Override
    public Accesses accesses(Call<I> call) {
        if (excluded(call.caller())) {
            throw AwsError.of("InvalidClientTokenId", 403, "The security token included in the request is invalid");
        }
        return operation.accesses(call);
    }

    @Override
    public O handle(Authorized<I> request) {
        return operation.handle(request);
    }

    private static boolean excluded(Caller caller) {
        return switch (caller) {
            case Caller.Root root -> withoutMfa(root.session()) && !hasTask(root.session());
            case Caller.IamUser user -> withoutMfa(user.session());
            case Caller.FederatedUser federated -> true;
            case Caller.RoleSession session -> false;
            case Caller.AwsService service -> false;
            case Caller.Federated holder -> true;
            case Caller.Anonymous anonymous -> false;
        };
    }

    /** Sessions of AssumeRoot are there to call IAM; only their policies limit them. */
    private static boolean hasTask(@Nullable Session session) {
        return session != null && session.hasSessionPolicies();
    }

    private static boolean withoutMfa(@Nullable Session session) {
        return session != null && !session.mfa();
    }
}
