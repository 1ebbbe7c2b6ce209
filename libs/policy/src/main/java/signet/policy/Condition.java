package signet.policy;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One key of one operator of a Condition element. */
final class Condition {
    private final ConditionOperator operator;
    private final String key;
    private final String lowerKey;
    private final List<String> values;
    private final ValueTest[] tests;

    Condition(ConditionOperator operator, String key, List<String> values, boolean variables) {
        this.operator = operator;
        this.key = key;
        this.lowerKey = Context.lower(key);
        this.values = List.copyOf(values);
        this.tests = new ValueTest[this.values.size()];
        for (int i = 0; i < tests.length; i++) {
            tests[i] = operator.comparison().compile(this.values.get(i), variables);
        }
    }

    boolean holds(Context context) {
        Context.Value present = context.lookup(lowerKey);
        if (operator.comparison().isNull()) {
            return holdsNull(present == null);
        }
        return switch (operator.quantifier()) {
            case NONE -> plain(present, context);
            case FOR_ALL_VALUES -> present == null || isNullSet(present) || forAll(present, context);
            case FOR_ANY_VALUE ->
                present == null ? operator.ifExists() : !isNullSet(present) && forAny(present, context);
        };
    }

    private boolean holdsNull(boolean absent) {
        for (String value : values) {
            if (value.equalsIgnoreCase(absent ? "true" : "false")) {
                return true;
            }
        }
        return false;
    }

    private boolean plain(Context.@Nullable Value present, Context context) {
        if (present == null) {
            return operator.ifExists() || operator.comparison().negated();
        }
        return !present.multiple() && satisfied(present.values().getFirst(), context);
    }

    private boolean forAll(Context.Value present, Context context) {
        for (String value : present.values()) {
            if (!satisfied(value, context)) {
                return false;
            }
        }
        return true;
    }

    private boolean forAny(Context.Value present, Context context) {
        for (String value : present.values()) {
            if (satisfied(value, context)) {
                return true;
            }
        }
        return false;
    }

    /** AWS: a key whose values resolve to a null data set, such as an empty string. */
    private static boolean isNullSet(Context.Value present) {
        for (String value : present.values()) {
            if (!value.isEmpty()) {
                return false;
            }
        }
        return true;
    }

    private boolean satisfied(String value, Context context) {
        boolean all = operator.comparison().negated();
        for (ValueTest test : tests) {
            if (test.test(value, context) != all) {
                return !all;
            }
        }
        return all;
    }

    ConditionOperator operator() {
        return operator;
    }

    String key() {
        return key;
    }

    List<String> values() {
        return values;
    }

    void addKeys(Set<String> keys, boolean variables) {
        keys.add(key);
        if (variables && operator.comparison().takesVariables()) {
            values.forEach(value -> Template.parse(value, true, false).addKeys(keys));
        }
    }
}
