package signet.policy;

import java.util.Arrays;
import java.util.List;

/** Asks one condition on the key {@code x:key} directly. */
final class Conditions {
    private static final Context KNOWN = Context.builder()
            .put("aws:username", "alice")
            .put("x:star", "*")
            .put("x:empty", "")
            .put("x:many", List.of("a", "b"))
            .put("x:one", List.of("a"))
            .put("x:number", "5")
            .put("x:date", "2026-01-01")
            .put("x:arn", "arn:aws:iam::1:user/alice")
            .put("x:account", "1")
            .build();

    private Conditions() {}

    /** Whether the condition holds in this context laid over the known keys; the policy has the current version. */
    static boolean holds(String operator, List<String> policyValues, Context context) {
        return holds(operator, policyValues, context, true);
    }

    static boolean holds(String operator, List<String> policyValues, Context context, boolean currentVersion) {
        ConditionOperator parsed = ConditionOperator.parse(operator);
        if (parsed == null) {
            throw new AssertionError("no operator " + operator);
        }
        return new Condition(parsed, "X:Key", policyValues, currentVersion).holds(KNOWN.with(context));
    }

    /** The same for a request with one value; several values of the policy are separated by semicolons. */
    static boolean holds(String operator, String policyValues, String requestValue) {
        return holds(operator, split(policyValues), single(requestValue));
    }

    static Context single(String value) {
        return Context.builder().put("x:key", value).build();
    }

    static Context several(String values) {
        return Context.builder().put("x:key", split(values)).build();
    }

    static List<String> split(String text) {
        return Arrays.asList(text.split(";", -1));
    }

    /** Context as {@code key=value} pairs separated by blanks; {@code key=[a;b]} is a key of several values. */
    static Context context(String text) {
        Context.Builder context = Context.builder();
        for (String pair : text.split(" +", -1)) {
            if (!pair.equals("-")) {
                int equals = pair.indexOf('=');
                String value = pair.substring(equals + 1);
                if (value.startsWith("[")) {
                    context.put(
                            pair.substring(0, equals),
                            List.of(value.substring(1, value.length() - 1).split(";", -1)));
                } else {
                    context.put(pair.substring(0, equals), value);
                }
            }
        }
        return context.build();
    }
}
