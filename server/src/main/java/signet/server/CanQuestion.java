package signet.server;

import signet.authz.Authorized;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.model.AwsError;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.PolicyKind;
import signet.reasoning.Inquiry;
import signet.reasoning.Resources;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * May this principal do that? {@code {"who", "action", "resource", "context"}} is answered by {@code {"principal", "action",
 * "resource", "decision", "kind", "because", "sentence", "tree", "explanation"}}.
 */
record CanQuestion(Authorizer authorizer, Resources resources, AskingRights rights) implements PrincipalQuestion {
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String path() {
        return "can";
    }

    @Override
    public ObjectNode handle(Authorized<Asked> request) {
        Caller subject = request.input().subject(request.view(), request.time(), request.caller());
        Inquiry inquiry = new Inquiry(authorizer, resources, request.view(), request.info());
        Decided decided = decide(inquiry, request.input(), subject);
        rights.check(request.caller(), decided);
        return answer(decided);
    }

    /**
     * What would be decided about the question's action, resource and context.
     *
     * @throws AwsError if the question names no such action or resource
     */
    static Decided decide(Inquiry inquiry, Asked asked, Caller subject) {
        try {
            return inquiry.decide(
                    subject, asked.text("action"), asked.optional("resource").orElse("*"), asked.context("context"));
        } catch (IllegalArgumentException e) {
            throw OwnBodies.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** A decision with its explanation. */
    static ObjectNode answer(Decided decided) {
        Explanation explanation = Evaluator.explain(decided.request(), decided.policies());
        PolicyKind kind = decided.decision().kind();
        ObjectNode answer = JSON.createObjectNode()
                .put("principal", decided.request().principal().name())
                .put("action", decided.request().action())
                .put("resource", decided.request().resource())
                .put("decision", decided.decision().name())
                .put("kind", kind == null ? null : kind.key())
                .put("because", decided.decision().because(decided.request().action()))
                .put("sentence", explanation.sentence())
                .put("tree", explanation.tree());
        answer.set("explanation", JSON.readTree(explanation.json()));
        return answer;
    }
}
