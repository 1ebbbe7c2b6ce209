package signet.server;

import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Call;
import signet.authz.Caller;
import signet.identity.Permissions;
import signet.identity.Tables;
import signet.model.AwsError;
import signet.paths.Paths;
import signet.paths.Surroundings;
import signet.paths.Survey;
import signet.reasoning.Inquiry;
import signet.reasoning.Resources;
import tools.jackson.databind.node.ObjectNode;

/**
 * A question about a whole account, the asker's own unless it says {@code account}: authorized as what tells as much,
 * GetAccountAuthorizationDetails.
 */
abstract class AccountQuestion implements Question {
    private static final String ACTION = "iam:GetAccountAuthorizationDetails";

    private final Parts parts;

    /** What such questions are answered with. */
    record Parts(
            signet.authz.Authorizer authorizer,
            Permissions permissions,
            Resources resources,
            Surroundings surroundings,
            AskingRights rights) {}

    AccountQuestion(Parts parts) {
        this.parts = parts;
    }

    @Override
    public String name() {
        return "GetAccountAuthorizationDetails";
    }

    @Override
    public Accesses accesses(Call<Asked> call) {
        Caller asker = call.caller();
        return parts.rights().aboutAccount(asker, account(call.input(), asker), ACTION);
    }

    private static String account(Asked asked, Caller asker) {
        return asked.optional("account").orElse(asker.account());
    }

    @Override
    public ObjectNode handle(Authorized<Asked> request) {
        String account = account(request.input(), request.caller());
        if (request.view().get(Tables.ACCOUNTS, account).isEmpty()) {
            throw OwnBodies.invalid("there is no account " + account);
        }
        Inquiry inquiry = new Inquiry(parts.authorizer(), parts.resources(), request.view(), request.info());
        Paths paths = new Paths(new Survey(inquiry, parts.permissions(), parts.surroundings(), account));
        return answer(request, account, paths);
    }

    /**
     * The answer.
     *
     * @throws AwsError if the question is put wrongly
     */
    abstract ObjectNode answer(Authorized<Asked> request, String account, Paths paths);
}
