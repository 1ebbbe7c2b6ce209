package signet.fuzz;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import signet.policy.Context;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.Statement;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * A policy document, parsed as every kind. Either it is malformed, at a place inside it, or it decides, and written anew
 * with other spacing and escapes it decides the same.
 */
final class PolicyTarget {
    private static final JsonFactory JSON = JsonFactory.builder().build();
    private static final List<Principal> CALLERS = List.of(
            Engine.ALICE,
            new Principal.Root("111111111111"),
            new Principal.Anonymous(),
            new Principal.Service("ec2.amazonaws.com"));
    private static final Context CONTEXT = Context.builder()
            .put("aws:username", "alice")
            .put("aws:SourceIp", "10.1.2.3")
            .put("aws:CurrentTime", "2026-01-01T00:00:00Z")
            .put("aws:TagKeys", List.of("a", "b"))
            .put("s3:max-keys", "10")
            .build();

    private PolicyTarget() {}

    static void run(byte[] data) {
        String text = Input.text(data);
        for (PolicyKind kind : PolicyKind.values()) {
            try {
                check(Policy.parse(kind, text));
            } catch (MalformedPolicyException e) {
                inside(text, e.line(), e.column());
                if (e.getMessage().isEmpty()) {
                    throw new AssertionError("no message", e);
                }
            }
        }
    }

    private static void check(Policy policy) {
        String text = policy.document();
        for (Statement statement : policy.statements()) {
            inside(text, statement.startLine(), statement.startColumn());
            inside(text, statement.endLine(), statement.endColumn());
        }
        if (!policy.withAwsPrincipals(name -> name).equals(text)) {
            throw new AssertionError("withAwsPrincipals changed what it should not");
        }
        Policy again = Engine.parsed(policy.kind(), writtenAnew(text));
        if (!again.conditionKeys().equals(policy.conditionKeys())
                || !again.awsPrincipals().equals(policy.awsPrincipals())) {
            throw new AssertionError(again.document());
        }
        for (Request request : requests(policy)) {
            String first = Engine.decide(request, Engine.set(policy)).because("it");
            String second = Engine.decide(request, Engine.set(again)).because("it");
            if (!first.equals(second)) {
                throw new AssertionError(request + ": " + first + " or " + second + ": " + again.document());
            }
        }
    }

    private static void inside(String text, int line, int column) {
        List<String> lines = List.of(text.split("\r\n|\r|\n", -1));
        boolean inside = line >= 1
                && line <= lines.size()
                && column >= 1
                && column <= lines.get(line - 1).length() + 2;
        if (!inside) {
            throw new AssertionError("line " + line + ", column " + column + " is outside");
        }
    }

    private static String writtenAnew(String text) {
        StringWriter written = new StringWriter();
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text);
                JsonGenerator generator = JSON.createGenerator(ObjectWriteContext.empty(), written)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.VALUE_NUMBER_INT || token == JsonToken.VALUE_NUMBER_FLOAT) {
                    generator.writeNumber(parser.getString());
                } else {
                    generator.copyCurrentEvent(parser);
                }
                generator.writeRaw("\n ");
            }
        }
        return written.toString();
    }

    /** Requests that the statements may concern: their actions and resources with the wildcards filled in. */
    private static List<Request> requests(Policy policy) {
        Set<String> actions = new TreeSet<>(Set.of("s3:GetObject"));
        Set<String> resources = new TreeSet<>(Set.of("*", "arn:aws:s3:::b/alice"));
        policy.statements().stream().limit(3).forEach(statement -> {
            add(actions, statement.actions());
            add(actions, statement.notActions());
            add(resources, statement.resources());
            add(resources, statement.notResources());
        });
        List<Request> requests = new ArrayList<>();
        for (String action : actions) {
            for (String resource : resources) {
                Principal caller = CALLERS.get(requests.size() % CALLERS.size());
                try {
                    requests.add(new Request(caller, action, resource, "111111111111", CONTEXT));
                } catch (IllegalArgumentException e) {
                    // What a policy may say and a request may not.
                }
            }
        }
        return requests;
    }

    private static void add(Set<String> names, List<String> patterns) {
        patterns.stream()
                .limit(2)
                .map(text -> text.replace('*', 'x').replace('?', 'y'))
                .forEach(names::add);
    }
}
