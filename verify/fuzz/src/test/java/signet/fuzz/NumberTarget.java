package signet.fuzz;

import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Line 1: a value of a Numeric condition; the rest: the request's value. The oracle reckons in whole 10⁻¹⁰⁹⁹. */
final class NumberTarget {
    private static final List<String> OPERATORS = List.of(
            "NumericEquals",
            "NumericNotEquals",
            "NumericLessThan",
            "NumericLessThanEquals",
            "NumericGreaterThan",
            "NumericGreaterThanEquals");
    private static final int DIGITS = 100;
    private static final int LONGEST_EXPONENT = 3;
    private static final int SCALE = DIGITS + 999;

    private NumberTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 2);
        Map<String, Boolean> answers = Engine.conditions(OPERATORS, input.line(0), input.line(1), "alice");
        Optional<BigInteger> bound = number(input.line(0));
        Optional<BigInteger> value = number(input.line(1));
        boolean comparable = bound.isPresent() && value.isPresent();
        int order = comparable ? value.get().compareTo(bound.get()) : 0;
        Engine.check("NumericEquals", comparable && order == 0, answers);
        Engine.check("NumericNotEquals", comparable && order != 0, answers);
        Engine.check("NumericLessThan", comparable && order < 0, answers);
        Engine.check("NumericLessThanEquals", comparable && order <= 0, answers);
        Engine.check("NumericGreaterThan", comparable && order > 0, answers);
        Engine.check("NumericGreaterThanEquals", comparable && order >= 0, answers);
    }

    private static Optional<BigInteger> number(String text) {
        int mark = Math.max(text.indexOf('e'), text.indexOf('E'));
        if (mark < 0) {
            return plain(text, 0);
        }
        String exponent = text.substring(mark + 1);
        boolean signed = exponent.startsWith("-") || exponent.startsWith("+");
        String digits = exponent.substring(signed ? 1 : 0);
        if (digits.isEmpty() || digits.length() > LONGEST_EXPONENT || !areDigits(digits)) {
            return Optional.empty();
        }
        int shift = Integer.parseInt(digits);
        return plain(text.substring(0, mark), exponent.startsWith("-") ? -shift : shift);
    }

    private static Optional<BigInteger> plain(String text, int shift) {
        boolean signed = text.startsWith("-") || text.startsWith("+");
        String[] parts = text.substring(signed ? 1 : 0).split("\\.", -1);
        String whole = parts[0];
        String fraction = parts.length > 1 ? parts[1] : "";
        boolean valid = parts.length <= 2
                && areDigits(whole)
                && areDigits(fraction)
                && !(whole.isEmpty() && fraction.isEmpty());
        if (!valid) {
            return Optional.empty();
        }
        BigInteger number = new BigInteger(whole + fraction + "0".repeat(SCALE - fraction.length() + shift));
        return Optional.of(text.startsWith("-") ? number.negate() : number);
    }

    private static boolean areDigits(String text) {
        return text.length() <= DIGITS && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
