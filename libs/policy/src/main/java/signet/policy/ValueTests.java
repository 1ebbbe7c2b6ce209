package signet.policy;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a value of a condition, one method a family of operators. A value that has not the type of its operator, in
 * the policy or in the request, satisfies neither the operator nor its negation.
 */
final class ValueTests {
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,100}(\\.\\d{0,100})?|\\.\\d{1,100})([eE][+-]?\\d{1,3})?");
    private static final ValueTest NEVER = (value, context) -> false;

    private ValueTests() {}

    static ValueTest text(
            String policyValue, boolean variables, boolean wildcards, boolean ignoreCase, boolean negated) {
        Template template = Template.parse(policyValue, variables, wildcards);
        Glob constant = template.constant(ignoreCase);
        if (constant != null) {
            return (value, context) -> constant.matches(value) != negated;
        }
        return (value, context) -> template.matches(context, ignoreCase, value) != negated;
    }

    static ValueTest arn(String policyValue, boolean variables, boolean negated) {
        if (policyValue.equals("*")) {
            return (value, context) -> Arn.isArn(value) && !negated;
        }
        Template template = Template.parse(policyValue, variables, true);
        int[] constant = template.codes();
        if (constant != null) {
            ArnPattern pattern = ArnPattern.of(constant, false, false);
            return (value, context) -> Arn.isArn(value) && (pattern != null && pattern.matches(value)) != negated;
        }
        return (value, context) ->
                Arn.isArn(value) && template.matches(context, false, value, 0, Arn.lastColon(value) + 1) != negated;
    }

    static ValueTest number(String policyValue, IntPredicate order) {
        BigDecimal bound = number(policyValue);
        if (bound == null) {
            return NEVER;
        }
        BigDecimal whole = bound.stripTrailingZeros();
        boolean simple = whole.scale() <= 0 && whole.precision() - whole.scale() <= SimpleValues.DIGITS;
        long simpleBound = simple ? whole.longValueExact() : 0;
        return (value, context) -> {
            long plain = simple ? SimpleValues.integer(value) : SimpleValues.NONE;
            if (plain != SimpleValues.NONE) {
                return order.test(Long.compare(plain, simpleBound));
            }
            BigDecimal number = number(value);
            return number != null && order.test(number.compareTo(bound));
        };
    }

    private static @Nullable BigDecimal number(String text) {
        return NUMBER.matcher(text).matches() ? new BigDecimal(text) : null;
    }

    static ValueTest date(String policyValue, IntPredicate order) {
        Instant bound = DateValue.parse(policyValue);
        if (bound == null) {
            return NEVER;
        }
        long second = bound.getEpochSecond();
        int later = bound.getNano() > 0 ? -1 : 0;
        return (value, context) -> {
            long plain = SimpleValues.epochSecond(value);
            if (plain != SimpleValues.NONE) {
                return order.test(plain == second ? later : Long.compare(plain, second));
            }
            Instant instant = DateValue.parseRequest(value);
            return instant != null && order.test(instant.compareTo(bound));
        };
    }

    static ValueTest bool(String policyValue) {
        if (!policyValue.equalsIgnoreCase("true") && !policyValue.equalsIgnoreCase("false")) {
            return NEVER;
        }
        return (value, context) -> value.equalsIgnoreCase(policyValue);
    }

    static ValueTest binary(String policyValue) {
        byte[] expected = base64(policyValue);
        if (expected == null) {
            return NEVER;
        }
        return (value, context) -> Arrays.equals(expected, base64(value));
    }

    private static byte @Nullable [] base64(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    static ValueTest ip(String policyValue, boolean negated) {
        IpRange range = IpRange.parse(policyValue);
        if (range == null) {
            return NEVER;
        }
        return (value, context) -> {
            long plain = SimpleValues.ipv4(value);
            if (plain != SimpleValues.NONE) {
                return range.contains((int) plain) != negated;
            }
            IpRange address = IpRange.parse(value);
            return address != null && range.contains(address) != negated;
        };
    }
}
