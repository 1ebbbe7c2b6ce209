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
        return (value, context) -> {
            Glob glob = template.resolve(context, ignoreCase);
            return (glob != null && glob.matches(value)) != negated;
        };
    }

    static ValueTest arn(String policyValue, boolean variables, boolean negated) {
        if (policyValue.equals("*")) {
            return (value, context) -> Arn.isArn(value) && !negated;
        }
        Template template = Template.parse(policyValue, variables, true);
        if (template.constant(false) != null) {
            ArnPattern pattern = arnPattern(template, Context.EMPTY);
            return (value, context) -> arnMatches(pattern, value, negated);
        }
        return (value, context) -> arnMatches(arnPattern(template, context), value, negated);
    }

    private static @Nullable ArnPattern arnPattern(Template template, Context context) {
        int[] codes = template.codes(context);
        return codes == null ? null : ArnPattern.of(codes, false, false);
    }

    private static boolean arnMatches(@Nullable ArnPattern pattern, String value, boolean negated) {
        return Arn.isArn(value) && (pattern != null && pattern.matches(value, Arn.colons(value))) != negated;
    }

    static ValueTest number(String policyValue, IntPredicate order) {
        BigDecimal bound = number(policyValue);
        if (bound == null) {
            return NEVER;
        }
        return (value, context) -> {
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
        return (value, context) -> {
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
            IpRange address = IpRange.parse(value);
            return address != null && range.contains(address) != negated;
        };
    }
}
