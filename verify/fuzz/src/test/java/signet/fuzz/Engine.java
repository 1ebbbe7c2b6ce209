package signet.fuzz;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;
import signet.policy.Context;
import signet.policy.Decision;
import signet.policy.Evaluator;
import signet.policy.Explanation;
import signet.policy.MalformedPolicyException;
import signet.policy.Policy;
import signet.policy.PolicyKind;
import signet.policy.PolicySet;
import signet.policy.Principal;
import signet.policy.Request;
import signet.policy.SourcedPolicy;

/** The policy engine by its public API. It denies when it fails; here a failure is a finding instead. */
final class Engine {
    static final Principal.User ALICE =
            new Principal.User("111111111111", "arn:aws:iam::111111111111:user/alice", "AIDAALICEALICEALICE1");
    private static final String KEY = "x:value";

    /** Kept here because the logging system would forget it. */
    private static final Logger LOG = Logger.getLogger(Evaluator.class.getName());

    static {
        LOG.setUseParentHandlers(false);
        LOG.addHandler(new Handler() {
            @Override
            public void publish(@Nullable LogRecord failure) {
                throw new AssertionError("the engine failed", failure == null ? null : failure.getThrown());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
    }

    private Engine() {}

    static Decision decide(Request request, PolicySet policies) {
        Decision decision = Evaluator.decide(request, policies);
        Explanation explanation = Evaluator.explain(request, policies);
        if (!explanation.decision().equals(decision) || explanation.sentence().isEmpty()) {
            throw new AssertionError(decision + " is explained as " + explanation.decision());
        }
        return decision;
    }

    static PolicySet set(Policy policy) {
        SourcedPolicy sourced = new SourcedPolicy("p", true, policy);
        PolicySet.Builder set = PolicySet.builder();
        return switch (policy.kind()) {
            case IDENTITY -> set.identity(List.of(sourced)).build();
            case RESOURCE, TRUST -> set.resource(sourced).build();
            case BOUNDARY -> set.boundary(sourced).build();
            case SESSION -> set.session(List.of(sourced)).build();
            case SERVICE_CONTROL ->
                set.serviceControl(List.of(List.of(sourced))).build();
            case RESOURCE_CONTROL ->
                set.resourceControl(List.of(List.of(sourced))).build();
            case ENDPOINT -> set.endpoint(sourced).build();
        };
    }

    /** By operator, whether a condition with this value holds for a request with that one. */
    static Map<String, Boolean> conditions(
            List<String> operators, String policyValue, String requestValue, String username) {
        StringBuilder document = new StringBuilder("{\"Version\":\"2012-10-17\",\"Statement\":[");
        for (String operator : operators) {
            document.append(document.charAt(document.length() - 1) == '}' ? "," : "")
                    .append("{\"Effect\":\"Allow\",\"Principal\":\"*\",\"Resource\":\"*\",\"Action\":\"x:")
                    .append(operator)
                    .append("\",\"Condition\":{\"")
                    .append(operator)
                    .append("\":{\"" + KEY + "\":")
                    .append(quoted(policyValue))
                    .append("}}}");
        }
        PolicySet set = set(parsed(PolicyKind.RESOURCE, document.append("]}").toString()));
        Context context = Context.builder()
                .put(KEY, requestValue)
                .put("aws:username", username)
                .build();
        Map<String, Boolean> answers = new LinkedHashMap<>();
        for (String operator : operators) {
            Request request =
                    new Request(new Principal.Anonymous(), "x:" + operator, "arn:aws:s3:::b", "111111111111", context);
            answers.put(operator, decide(request, set).allowed());
        }
        return answers;
    }

    static void check(String operator, boolean expected, Map<String, Boolean> answers) {
        if (!Boolean.valueOf(expected).equals(answers.get(operator))) {
            throw new AssertionError(operator + " should be " + expected + " and is " + answers.get(operator));
        }
    }

    static Policy parsed(PolicyKind kind, String document) {
        try {
            return Policy.parse(kind, document);
        } catch (MalformedPolicyException e) {
            throw new AssertionError(document, e);
        }
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < ' ' || c == '"' || c == '\\') {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
