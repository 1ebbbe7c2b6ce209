package signet.server;

import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import signet.authz.Authorized;
import signet.authz.Authorizer;
import signet.authz.Caller;
import signet.authz.Decided;
import signet.identity.Permissions;
import signet.identity.Role;
import signet.policy.PolicyKind;
import signet.reasoning.Inquiry;
import signet.reasoning.PassCheck;
import signet.reasoning.Resources;
import signet.reasoning.Subjects;
import signet.reasoning.UnknownSubjectException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * May this principal pass that role to a service, and can the service use it? {@code {"who", "role", "service", "associated"}} is
 * answered by {@code {"principal", "role", "service", "passes", "decision", "kind", "because", "sentence", "checks": [{"part",
 * "verdict", "sentence"}], "permission", "trust"}}, the last two as {@code can} answers.
 */
record PassCheckQuestion(Authorizer authorizer, Resources resources, Permissions permissions, AskingRights rights)
        implements PrincipalQuestion {
    private static final Pattern SERVICE = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)*");
    private static final String DOMAIN = ".amazonaws.com";
    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public String path() {
        return "pass-check";
    }

    @Override
    public ObjectNode handle(Authorized<Asked> request) {
        Asked asked = request.input();
        Caller subject = asked.subject(request.view(), request.time(), request.caller());
        Role role = role(request, subject);
        rights.check(request.caller(), role.arn(), role.account());
        String service = service(asked);
        Inquiry inquiry = new Inquiry(authorizer, resources, request.view(), request.info());
        PassCheck.Answer answer = new PassCheck(inquiry, permissions)
                .of(new PassCheck.Question(
                        subject, role, service, asked.optional("associated").orElse(null)));
        return json(subject, role, service, answer);
    }

    private static Role role(Authorized<Asked> request, Caller subject) {
        String account = subject.account().isEmpty() ? request.caller().account() : subject.account();
        try {
            return new Subjects(request.view(), request.time())
                    .role(account, request.input().text("role"));
        } catch (UnknownSubjectException e) {
            throw OwnBodies.invalid(String.valueOf(e.getMessage()));
        }
    }

    /** {@code ec2} stands for {@code ec2.amazonaws.com}. */
    private static String service(Asked asked) {
        String given = asked.text("service");
        if (!SERVICE.matcher(given).matches()) {
            throw OwnBodies.invalid("service has to be a service principal, such as ec2.amazonaws.com, not " + given);
        }
        return given.indexOf('.') < 0 ? given + DOMAIN : given;
    }

    private static ObjectNode json(Caller subject, Role role, String service, PassCheck.Answer answer) {
        ObjectNode node = JSON.createObjectNode()
                .put("principal", subject.arn())
                .put("role", role.arn())
                .put("service", service)
                .put("passes", answer.passes());
        decision(node, answer);
        ArrayNode checks = node.putArray("checks");
        answer.checks()
                .forEach(check -> checks.addObject()
                        .put("part", check.part())
                        .put("verdict", check.verdict().word())
                        .put("sentence", check.sentence()));
        node.set("permission", CanQuestion.answer(answer.permission()));
        node.set("trust", CanQuestion.answer(answer.trust()));
        return node;
    }

    /** What decides, in the form of {@link CanQuestion}'s answer; another account's role is refused by no policy. */
    private static void decision(ObjectNode node, PassCheck.Answer answer) {
        Optional<Decided> refusing = Stream.of(answer.permission(), answer.trust())
                .filter(decided -> !decided.decision().allowed())
                .findFirst();
        if (!answer.passes() && refusing.isEmpty()) {
            node.put("decision", "ImplicitlyDenied").putNull("kind").put("because", "");
        } else {
            Decided deciding = refusing.orElse(answer.permission());
            PolicyKind kind = deciding.decision().kind();
            node.put("decision", deciding.decision().name())
                    .put("kind", kind == null ? null : kind.key())
                    .put(
                            "because",
                            deciding.decision().because(deciding.request().action()));
        }
        node.put(
                "sentence",
                answer.checks().stream()
                        .filter(check -> check.verdict() == PassCheck.Verdict.DENIES)
                        .map(PassCheck.Check::sentence)
                        .findFirst()
                        .orElse("The role can be passed and used."));
    }
}
