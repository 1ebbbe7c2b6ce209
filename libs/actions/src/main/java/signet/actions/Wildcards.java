package signet.actions;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Patterns as codes: a character that stands for itself, or one of the wildcards below. */
final class Wildcards {
    /** Any run of characters. */
    static final int ANY = -1;

    /** Any one character. */
    static final int ONE = -2;

    static final int ANY_BUT_SLASH = -3;

    static final int ONE_BUT_SLASH = -4;

    private Wildcards() {}

    /** Collects codes. */
    static final class Codes {
        private int[] codes;
        private int length;

        Codes(int expected) {
            codes = new int[expected + 2];
        }

        void add(int code) {
            if (length == codes.length) {
                codes = Arrays.copyOf(codes, length * 2);
            }
            codes[length++] = code;
        }

        int[] toArray() {
            return Arrays.copyOf(codes, length);
        }
    }

    static int[] literal(String text) {
        return text.chars().toArray();
    }

    /** A policy's pattern: {@code *}, {@code ?}, and a policy variable, which stands for any text. */
    static int[] policyPattern(String pattern) {
        Codes codes = new Codes(pattern.length());
        for (int at = 0; at < pattern.length(); at++) {
            char c = pattern.charAt(at);
            int end = c == '$' && pattern.startsWith("{", at + 1) ? pattern.indexOf('}', at) : -1;
            if (end > 0) {
                codes.add(variable(pattern.substring(at + 2, end)));
                at = end;
            } else {
                codes.add(c == '*' ? ANY : c == '?' ? ONE : c);
            }
        }
        return codes.toArray();
    }

    /** Splits an ARN at its first colons, but not at those in policy variables. */
    static String[] segments(String arn, int most) {
        if (!arn.contains("${")) {
            return arn.split(":", most);
        }
        List<String> segments = new ArrayList<>();
        int start = 0;
        int at = 0;
        while (at < arn.length() && segments.size() < most - 1) {
            int close = arn.startsWith("${", at) ? arn.indexOf('}', at) : -1;
            if (close > 0) {
                at = close;
            } else if (arn.charAt(at) == ':') {
                segments.add(arn.substring(start, at));
                start = at + 1;
            }
            at++;
        }
        segments.add(arn.substring(start));
        return segments.toArray(new String[0]);
    }

    private static int variable(String name) {
        boolean escape = name.equals("*") || name.equals("?") || name.equals("$");
        return escape ? name.charAt(0) : ANY;
    }

    static boolean matches(int[] pattern, String text) {
        for (int code : pattern) {
            if (isSlashless(code)) {
                return overlap(pattern, literal(text));
            }
        }
        return matchesGreedily(pattern, text);
    }

    /** Where a run has no limit, the last one alone has to be tried again. */
    private static boolean matchesGreedily(int[] pattern, String text) {
        int code = 0;
        int at = 0;
        int run = -1;
        int runEnd = 0;
        while (at < text.length()) {
            if (code < pattern.length && pattern[code] == ANY) {
                run = code++;
                runEnd = at;
            } else if (code < pattern.length && (pattern[code] == ONE || pattern[code] == text.charAt(at))) {
                code++;
                at++;
            } else if (run >= 0) {
                code = run + 1;
                at = ++runEnd;
            } else {
                return false;
            }
        }
        while (code < pattern.length && pattern[code] == ANY) {
            code++;
        }
        return code == pattern.length;
    }

    /** Whether there is a text that both patterns match. Takes the product of their lengths in steps. */
    static boolean overlap(int[] one, int[] another) {
        if (differAtOnce(one, another)) {
            return false;
        }
        boolean[] reached = new boolean[another.length + 1];
        boolean[] next = new boolean[another.length + 1];
        reached[0] = true;
        for (int i = 0; i <= one.length; i++) {
            Arrays.fill(next, false);
            for (int j = 0; j <= another.length; j++) {
                if (reached[j]) {
                    advance(one, i, another, j, reached, next);
                }
            }
            if (i < one.length) {
                boolean[] swap = reached;
                reached = next;
                next = swap;
            }
        }
        return reached[another.length];
    }

    /** Most patterns that have nothing in common begin with different text. */
    private static boolean differAtOnce(int[] one, int[] another) {
        for (int i = 0; i < one.length && i < another.length; i++) {
            if (one[i] < 0 || another[i] < 0) {
                return false;
            }
            if (one[i] != another[i]) {
                return true;
            }
        }
        return false;
    }

    private static void advance(int[] one, int i, int[] another, int j, boolean[] here, boolean[] next) {
        boolean more = i < one.length;
        boolean moreOther = j < another.length;
        if (more && isRun(one[i])) {
            next[j] = true;
            if (moreOther && (isRun(another[j]) || accepts(one[i], another[j]))) {
                here[j + 1] = true;
            }
        }
        if (moreOther && isRun(another[j])) {
            here[j + 1] = true;
            if (more && (isRun(one[i]) || accepts(another[j], one[i]))) {
                next[j] = true;
            }
        }
        if (more && moreOther && !isRun(one[i]) && !isRun(another[j]) && accepts(one[i], another[j])) {
            next[j + 1] = true;
        }
    }

    private static boolean isRun(int code) {
        return code == ANY || code == ANY_BUT_SLASH;
    }

    private static boolean accepts(int one, int another) {
        if (one >= 0 && another >= 0) {
            return one == another;
        }
        return !(isSlashless(one) && another == '/') && !(isSlashless(another) && one == '/');
    }

    private static boolean isSlashless(int code) {
        return code == ANY_BUT_SLASH || code == ONE_BUT_SLASH;
    }
}
