package signet.server;

import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Call;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.model.AwsError;
import signet.reasoning.Subjects;
import signet.reasoning.UnknownSubjectException;

/**
 * Who may ask what: whoever may take the action that on AWS tells as much, on the principal that the question is about. The
 * operator, who is the root user of the first account, may ask about every account; all others only where what is asked about
 * is their own account's, for no policy of an account can let others see its policies.
 *
 * @param operators the operator's account
 */
record AskingRights(String operators) {
    /**
     * What it takes to ask about the principal that a question's {@code who} names. Whether there is one learns only who may ask.
     *
     * @param action such as {@code iam:SimulatePrincipalPolicy}
     */
    Accesses about(Call<Asked> call, String action) {
        Caller asker = call.caller();
        try {
            Caller subject = new Subjects(call.view(), call.info().time())
                    .named(asker.account(), call.input().text("who"));
            return about(asker, subject, action);
        } catch (UnknownSubjectException e) {
            return aboutAccount(asker, asker.account(), action);
        }
    }

    private Accesses about(Caller asker, Caller subject, String action) {
        return switch (subject) {
            case Caller.IamUser user -> on(asker, action, user.user().arn(), user.account());
            case Caller.FederatedUser user -> on(asker, action, user.user().arn(), user.account());
            case Caller.RoleSession session -> on(asker, action, session.role().arn(), session.account());
            case Caller.Root root -> on(asker, action, root.arn(), root.account());
            case Caller.AwsService service -> on(asker, action, "*", asker.account());
            case Caller.Federated federated -> on(asker, action, "*", asker.account());
            case Caller.Anonymous anonymous -> on(asker, action, "*", asker.account());
        };
    }

    /** What it takes to ask about a whole account. */
    Accesses aboutAccount(Caller asker, String account, String action) {
        return on(asker, action, "*", account);
    }

    private Accesses on(Caller asker, String action, String resource, String account) {
        return isOperator(asker)
                ? Accesses.of(Access.to(action, "*").ownedBy(operators))
                : Accesses.of(Access.to(action, resource).ownedBy(account));
    }

    /**
     * Refuses to tell an asker what rests on the policy of another account's resource.
     *
     * @throws AwsError if the decision does
     */
    void check(Caller asker, Decided decided) {
        check(asker, decided.request().resource(), decided.request().resourceAccount());
    }

    /**
     * Refuses to tell an asker of another account's resource.
     *
     * @param owner its account; empty if nobody owns it
     * @throws AwsError if it is another's
     */
    void check(Caller asker, String resource, String owner) {
        if (!owner.isEmpty() && !owner.equals(asker.account()) && !isOperator(asker)) {
            throw AwsError.of(
                    "AccessDeniedException",
                    403,
                    resource + " belongs to account " + owner
                            + ": ask as somebody of that account, or as the operator");
        }
    }

    /** Whether an asker may read all that is in a policy of an organization, whose members only feel it. */
    boolean readsControlPolicies(Caller asker) {
        return isOperator(asker);
    }

    private boolean isOperator(Caller asker) {
        return asker instanceof Caller.Root root && root.account().equals(operators) && root.session() == null;
    }
}
