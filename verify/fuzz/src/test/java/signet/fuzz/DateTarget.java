package signet.fuzz;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** Line 1: a value of a Date condition; the rest: the request's value. The oracle reads dates piece by piece. */
final class DateTarget {
    private static final List<String> OPERATORS = List.of(
            "DateEquals",
            "DateNotEquals",
            "DateLessThan",
            "DateLessThanEquals",
            "DateGreaterThan",
            "DateGreaterThanEquals");
    private static final BigInteger LONG = BigInteger.valueOf(Long.MAX_VALUE);
    private static final BigInteger LAST = BigInteger.valueOf(Instant.MAX.getEpochSecond());
    private static final BigInteger NANOS = BigInteger.TEN.pow(9);
    private static final Pattern PLAIN =
            Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(\\.\\d{1,9})?(Z|[+-]\\d\\d:\\d\\d)");

    private DateTarget() {}

    static void run(byte[] data) {
        Input input = Input.of(data, 2);
        Map<String, Boolean> answers = Engine.conditions(OPERATORS, input.line(0), input.line(1), "alice");
        Optional<BigInteger> bound = new Reader(input.line(0)).nanos();
        Optional<BigInteger> value = request(input.line(1));
        agreesWithTheJdk(input.line(1), value);
        boolean comparable = bound.isPresent() && value.isPresent();
        int order = comparable ? value.get().compareTo(bound.get()) : 0;
        Engine.check("DateEquals", comparable && order == 0, answers);
        Engine.check("DateNotEquals", comparable && order != 0, answers);
        Engine.check("DateLessThan", comparable && order < 0, answers);
        Engine.check("DateLessThanEquals", comparable && order <= 0, answers);
        Engine.check("DateGreaterThan", comparable && order > 0, answers);
        Engine.check("DateGreaterThanEquals", comparable && order >= 0, answers);
    }

    /** A request may have a fraction of a second since 1970; a policy may not. */
    private static Optional<BigInteger> request(String text) {
        int point = text.indexOf('.');
        boolean fraction = point >= 1 && point <= 18 && text.length() - point >= 2 && text.length() - point <= 10;
        if (!fraction
                || !text.replace('.', '0').chars().allMatch(c -> c >= '0' && c <= '9')
                || point != text.lastIndexOf('.')) {
            return new Reader(text).nanos();
        }
        BigInteger seconds = new BigInteger(text.substring(0, point)).min(LAST);
        String nanos = (text.substring(point + 1) + "00000000").substring(0, 9);
        return Optional.of(seconds.multiply(NANOS).add(new BigInteger(nanos)));
    }

    /** For the common form the JDK's own parser says the same. */
    private static void agreesWithTheJdk(String text, Optional<BigInteger> nanos) {
        if (!PLAIN.matcher(text).matches()) {
            return;
        }
        try {
            Instant instant = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(text, Instant::from);
            BigInteger expected = BigInteger.valueOf(instant.getEpochSecond())
                    .multiply(NANOS)
                    .add(BigInteger.valueOf(instant.getNano()));
            if (!nanos.equals(Optional.of(expected))) {
                throw new AssertionError(text + " is " + instant);
            }
        } catch (DateTimeException e) {
            // The JDK is stricter: February has no 30th.
        }
    }

    /** Reads from left to right; a field that is missing has its least value. */
    private static final class Reader {
        private final String text;
        private int at;
        private boolean bad;

        Reader(String text) {
            this.text = text;
        }

        /** Nanoseconds since 1970, or empty. */
        Optional<BigInteger> nanos() {
            if (!text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9')) {
                BigInteger seconds = new BigInteger(text);
                boolean valid = text.length() <= 19 && seconds.compareTo(LONG) <= 0;
                return valid ? Optional.of(seconds.min(LAST).multiply(NANOS)) : Optional.empty();
            }
            int sign = take("-") ? -1 : 1;
            int from = at;
            int year = sign * number(1, 9, Integer.MAX_VALUE);
            // A short one has to be told from a number.
            bad |= at - from < 4 && (at == text.length() || "-Tt".indexOf(text.charAt(at)) < 0);
            int month = take("-") ? number(1, 2, 12) : 1;
            int day = at > 0 && hasMonth() && take("-") ? number(1, 2, 31) : 1;
            bad |= month < 1 || day < 1 || year < -292_275_054 || year > 292_278_993;
            LocalDateTime time = bad ? LocalDateTime.MIN : LocalDateTime.of(year, month, 1, 0, 0);
            time = bad ? time : time.plusDays(day - 1);
            long shift = take("Tt") ? timeOfDay() : 0;
            if (bad || at < text.length()) {
                return Optional.empty();
            }
            return Optional.of(BigInteger.valueOf(time.toEpochSecond(ZoneOffset.UTC))
                    .multiply(NANOS)
                    .add(BigInteger.valueOf(shift)));
        }

        private boolean hasMonth() {
            return text.lastIndexOf('-', at - 1) > 0;
        }

        /** Nanoseconds of the time, less the offset. */
        private long timeOfDay() {
            if (!isDigit()) {
                // Nothing may follow: a zone belongs to an hour.
                return 0;
            }
            long nanos = 0;
            long seconds = number(1, 2, 23) * 3600L;
            if (take(":")) {
                seconds += number(1, 2, 59) * 60L;
                if (take(":")) {
                    seconds += number(1, 2, 59);
                    nanos = take(".") ? fraction() : 0;
                }
            }
            return (seconds - offset()) * 1_000_000_000L + nanos;
        }

        private long fraction() {
            int from = at;
            long digits = number(1, 9, Integer.MAX_VALUE);
            for (int i = at - from; i < 9; i++) {
                digits *= 10;
            }
            return digits;
        }

        private long offset() {
            if (at == text.length() || take("Zz")) {
                return 0;
            }
            boolean west = take("-");
            if (!west && !take("+")) {
                bad = true;
                return 0;
            }
            long seconds = number(2, 2, 23) * 3600L;
            if (at < text.length()) {
                take(":");
                seconds += number(2, 2, 59) * 60L;
            }
            return west ? -seconds : seconds;
        }

        private boolean isDigit() {
            return at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9';
        }

        private boolean take(String any) {
            boolean there = at < text.length() && any.indexOf(text.charAt(at)) >= 0;
            at += there ? 1 : 0;
            return there;
        }

        private int number(int fewest, int most, int highest) {
            int from = at;
            while (isDigit() && at - from < most) {
                at++;
            }
            if (at - from < fewest) {
                bad = true;
                return 1;
            }
            int number = Integer.parseInt(text.substring(from, at));
            bad |= number > highest;
            return number;
        }
    }
}
