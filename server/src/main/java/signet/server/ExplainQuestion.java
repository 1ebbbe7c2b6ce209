package signet.server;

import signet.authz.Authorized;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.identity.Permissions;
import signet.reasoning.Consulted;
import signet.reasoning.Inquiry;
import signet.reasoning.Resources;
import tools.jackson.databind.node.ObjectNode;

/**
 * Why may this principal do that, or not, and what would let it? Put as {@code can} is; the answer has {@code "suggestions"} and
 * {@code "beyond"} besides, see {@link GrantsJson}.
 */
record ExplainQuestion(Authorizer authorizer, Resources resources, Permissions permissions, AskingRights rights)
        implements PrincipalQuestion {

    @Override
    public String path() {
        return "explain";
    }

    @Override
    public ObjectNode handle(Authorized<Asked> request) {
        Caller subject = request.input().subject(request.view(), request.time(), request.caller());
        Inquiry inquiry = new Inquiry(authorizer, resources, request.view(), request.info());
        Decided decided = CanQuestion.decide(inquiry, request.input(), subject);
        rights.check(request.caller(), decided);
        ObjectNode answer = CanQuestion.answer(decided);
        boolean controls = rights.readsControlPolicies(request.caller());
        new GrantsJson(controls)
                .put(answer, decided.request(), new Consulted(permissions, request.view()).of(subject, decided));
        return answer;
    }
}
