package signet.policy;

/**
 * Reads the plainest forms of a request's numbers, dates and addresses without making objects. What is written otherwise is
 * for the general readers to judge, which read these forms alike.
 */
final class SimpleValues {
    /** The text has not the plain form. */
    static final long NONE = Long.MIN_VALUE;

    /** The longest plain number. */
    static final int DIGITS = 18;

    private static final int[] DAYS_BEFORE_MONTH = {0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334};
    private static final String DATE = "0000-00-00T00:00:00Z";

    private SimpleValues() {}

    /** Digits, perhaps behind a minus sign. */
    static long integer(String text) {
        boolean negative = text.startsWith("-");
        long value = digits(text, negative ? 1 : 0, text.length());
        return value == NONE || !negative ? value : -value;
    }

    /** {@code yyyy-MM-ddTHH:mm:ssZ}, or seconds since 1970 as digits; in seconds since 1970. */
    static long epochSecond(String text) {
        if (text.length() != DATE.length()) {
            return text.length() <= DIGITS - 2 ? digits(text, 0, text.length()) : NONE;
        }
        for (int i = 0; i < DATE.length(); i++) {
            if (DATE.charAt(i) == '0' ? !isDigit(text.charAt(i)) : text.charAt(i) != DATE.charAt(i)) {
                return NONE;
            }
        }
        long year = digits(text, 0, 4);
        long month = digits(text, 5, 7);
        long day = digits(text, 8, 10);
        long hour = digits(text, 11, 13);
        long minute = digits(text, 14, 16);
        long second = digits(text, 17, 19);
        boolean valid =
                month >= 1 && month <= 12 && day >= 1 && day <= 31 && hour <= 23 && minute <= 59 && second <= 59;
        return valid && year > 0 ? (days(year, (int) month, day) * 24 + hour) * 3600 + minute * 60 + second : NONE;
    }

    /** From 1970-01-01 to a date of the Gregorian calendar after the year 0. */
    private static long days(long year, int month, long day) {
        boolean leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
        long before = year - 1;
        long leapDays = before / 4 - before / 100 + before / 400 + (leap && month > 2 ? 1 : 0);
        return before * 365 + leapDays + DAYS_BEFORE_MONTH[month - 1] + day - 1 - 719_162;
    }

    /** Four decimal numbers between dots; as an unsigned number of 32 bits. */
    static long ipv4(String text) {
        long address = 0;
        int from = 0;
        for (int i = 0; i < 4; i++) {
            int to = i < 3 ? text.indexOf('.', from) : text.length();
            long part = to < 0 || to - from > 3 ? NONE : digits(text, from, to);
            if (part < 0 || part > 255) {
                return NONE;
            }
            address = address << 8 | part;
            from = to + 1;
        }
        return address;
    }

    private static long digits(String text, int from, int to) {
        if (to <= from || to - from > DIGITS) {
            return NONE;
        }
        long value = 0;
        for (int at = from; at < to; at++) {
            char c = text.charAt(at);
            if (!isDigit(c)) {
                return NONE;
            }
            value = value * 10 + (c - '0');
        }
        return value;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
