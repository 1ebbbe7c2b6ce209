package signet.policy;

import java.util.Map;
import java.util.function.Function;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The condition operators without quantifier and suffix. Of several values of a positive operator one must be
 * satisfied, of a negated one all must be.
 */
record Comparison(String wireName, boolean negated, Compiler compiler) {
    /** Tests presence, so its compiled values are never asked. */
    static final Comparison NULL =
            new Comparison("Null", false, (value, variables) -> (requestValue, context) -> false);

    private static final Map<String, Comparison> BY_NAME = Stream.of(
                    new Comparison("StringEquals", false, text(false, false, false)),
                    new Comparison("StringNotEquals", true, text(false, false, true)),
                    new Comparison("StringEqualsIgnoreCase", false, text(false, true, false)),
                    new Comparison("StringNotEqualsIgnoreCase", true, text(false, true, true)),
                    new Comparison("StringLike", false, text(true, false, false)),
                    new Comparison("StringNotLike", true, text(true, false, true)),
                    new Comparison("NumericEquals", false, number(order -> order == 0)),
                    new Comparison("NumericNotEquals", true, number(order -> order != 0)),
                    new Comparison("NumericLessThan", false, number(order -> order < 0)),
                    new Comparison("NumericLessThanEquals", false, number(order -> order <= 0)),
                    new Comparison("NumericGreaterThan", false, number(order -> order > 0)),
                    new Comparison("NumericGreaterThanEquals", false, number(order -> order >= 0)),
                    new Comparison("DateEquals", false, date(order -> order == 0)),
                    new Comparison("DateNotEquals", true, date(order -> order != 0)),
                    new Comparison("DateLessThan", false, date(order -> order < 0)),
                    new Comparison("DateLessThanEquals", false, date(order -> order <= 0)),
                    new Comparison("DateGreaterThan", false, date(order -> order > 0)),
                    new Comparison("DateGreaterThanEquals", false, date(order -> order >= 0)),
                    new Comparison("Bool", false, (value, variables) -> ValueTests.bool(value)),
                    new Comparison("BinaryEquals", false, (value, variables) -> ValueTests.binary(value)),
                    new Comparison("IpAddress", false, (value, variables) -> ValueTests.ip(value, false)),
                    new Comparison("NotIpAddress", true, (value, variables) -> ValueTests.ip(value, true)),
                    new Comparison("ArnEquals", false, (value, variables) -> ValueTests.arn(value, variables, false)),
                    new Comparison("ArnNotEquals", true, (value, variables) -> ValueTests.arn(value, variables, true)),
                    new Comparison("ArnLike", false, (value, variables) -> ValueTests.arn(value, variables, false)),
                    new Comparison("ArnNotLike", true, (value, variables) -> ValueTests.arn(value, variables, true)),
                    NULL)
            .collect(Collectors.toUnmodifiableMap(Comparison::wireName, Function.identity()));

    /** Compiles one value of the policy. */
    interface Compiler {
        ValueTest compile(String policyValue, boolean variables);
    }

    private static Compiler text(boolean wildcards, boolean ignoreCase, boolean negated) {
        return (value, variables) -> ValueTests.text(value, variables, wildcards, ignoreCase, negated);
    }

    private static Compiler number(IntPredicate order) {
        return (value, variables) -> ValueTests.number(value, order);
    }

    private static Compiler date(IntPredicate order) {
        return (value, variables) -> ValueTests.date(value, order);
    }

    static Map<String, Comparison> byName() {
        return BY_NAME;
    }

    boolean isNull() {
        return wireName.equals("Null");
    }

    boolean isDate() {
        return wireName.startsWith("Date");
    }

    /**
     * Whether values may hold policy variables: the String and Arn operators. Of Bool the IAM User Guide says both: yes on
     * the page of condition operators, no on the page of policy variables. No it is, so that no tag can turn a Bool.
     */
    boolean takesVariables() {
        return wireName.startsWith("String") || wireName.startsWith("Arn");
    }

    ValueTest compile(String policyValue, boolean variables) {
        return compiler.compile(policyValue, variables && takesVariables());
    }
}
