package signet.server;

import java.util.Optional;
import signet.authz.Access;
import signet.authz.Accesses;
import signet.authz.Authorized;
import signet.authz.Authorizer;
import signet.authz.Call;
import signet.authz.Caller;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.SourcedPolicy;
import signet.policy.Statement;
import signet.reasoning.Inquiry;
import signet.reasoning.Resources;
import signet.reasoning.WhoCan;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Who may do this? {@code {"action", "resource", "context"}} is answered by
 *
 * <pre>
 * {"account", "action", "resource", "asked": number of the account's principals,
 *  "able": [{"principal", "by"}], "through": [{"principal", "role", "by"}], "admitted": [{"principal", "needs", "by"}]}
 * </pre>
 *
 * where {@code "by"} is the statement that lets them, {@code {"kind", "policy", "statement", "sid", "line"}}, or null for a root
 * user. The account is that of the resource, for the operator, and else the asker's.
 */
record WhoCanQuestion(Authorizer authorizer, Resources resources, AskingRights rights) implements Question {
    private static final String ACTION = "iam:GetAccountAuthorizationDetails";
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String path() {
        return "who-can";
    }

    @Override
    public String name() {
        return "GetAccountAuthorizationDetails";
    }

    @Override
    public Accesses accesses(Call<Asked> call) {
        return rights.aboutAccount(call.caller(), call.caller().account(), ACTION);
    }

    @Override
    public ObjectNode handle(Authorized<Asked> request) {
        Asked asked = request.input();
        Caller asker = request.caller();
        String action = asked.text("action");
        String resource = asked.optional("resource").orElse("*");
        try {
            Access access = resources.access(request.view(), asker, action, resource);
            Inquiry inquiry = new Inquiry(authorizer, resources, request.view(), request.info());
            String owner = inquiry.decide(asker, action, resource, Context.EMPTY)
                    .request()
                    .resourceAccount();
            rights.check(asker, access.resource(), owner);
            String account = owner.isEmpty() ? asker.account() : owner;
            WhoCan.Answer answer = new WhoCan(inquiry).of(account, action, resource, asked.context("context"));
            return json(
                    JSON.createObjectNode()
                            .put("account", account)
                            .put("action", action)
                            .put("resource", resource),
                    answer);
        } catch (IllegalArgumentException e) {
            throw OwnBodies.invalid(String.valueOf(e.getMessage()));
        }
    }

    private static ObjectNode json(ObjectNode node, WhoCan.Answer answer) {
        node.put("asked", answer.asked());
        ArrayNode able = node.putArray("able");
        answer.able().forEach(each -> {
            ObjectNode entry = able.addObject().put("principal", named(each.who()));
            by(entry, each.decided().decision());
        });
        ArrayNode through = node.putArray("through");
        answer.through().forEach(step -> {
            ObjectNode entry =
                    through.addObject().put("principal", named(step.who())).put("role", step.role());
            by(entry, step.decided().decision());
        });
        ArrayNode admitted = node.putArray("admitted");
        answer.admitted().forEach(each -> {
            ObjectNode entry =
                    admitted.addObject().put("principal", each.principal()).put("needs", needs(each.subject()));
            by(
                    entry,
                    each.statement().kind().key(),
                    each.statement().policy(),
                    each.statement().statement());
        });
        return node;
    }

    private static String needs(WhoCan.Needs needs) {
        return switch (needs) {
            case NOTHING -> "nothing";
            case OWN_POLICY -> "a policy of its own account";
        };
    }

    /** A role, not the session of it that was asked about. */
    private static String named(Caller caller) {
        return caller instanceof Caller.RoleSession session ? session.role().arn() : caller.arn();
    }

    private static void by(ObjectNode entry, Decision decision) {
        if (decision instanceof Decision.Allowed(Decision.ByStatement by)) {
            by(entry, by.kind().key(), by.policy(), by.statement());
        } else {
            entry.putNull("by");
        }
    }

    private static void by(ObjectNode entry, String kind, SourcedPolicy policy, Statement statement) {
        Optional<String> sid = statement.sid().filter(text -> !text.isEmpty());
        entry.putObject("by")
                .put("kind", kind)
                .put("policy", policy.source())
                .put("statement", statement.index())
                .put("sid", sid.orElse(null))
                .put("line", statement.startLine());
    }
}
