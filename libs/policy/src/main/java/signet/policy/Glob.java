package signet.policy;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A compiled pattern with {@code *} (any run) and {@code ?} (one character). Matching takes at most length × pattern
 * steps: only the last {@code *} is ever retried.
 */
final class Glob {
    /** Codes of the wildcards; every other code is a character that stands for itself. */
    static final int ANY = -1;

    static final int ONE = -2;

    private final int[] codes;
    private final boolean ignoreCase;
    /** The whole pattern when it has no wildcard and case counts. */
    private final @Nullable String literal;

    private Glob(int[] codes, boolean ignoreCase) {
        this.codes = ignoreCase ? fold(codes) : codes;
        this.ignoreCase = ignoreCase;
        this.literal = ignoreCase || hasWildcard(codes) ? null : text(codes);
    }

    static Glob of(String pattern, boolean ignoreCase) {
        return new Glob(wildcardCodes(pattern), ignoreCase);
    }

    static Glob ofCodes(int[] codes, boolean ignoreCase) {
        return new Glob(codes, ignoreCase);
    }

    static int[] wildcardCodes(String pattern) {
        return pattern.chars().map(c -> c == '*' ? ANY : c == '?' ? ONE : c).toArray();
    }

    static boolean hasWildcard(String pattern) {
        return pattern.indexOf('*') >= 0 || pattern.indexOf('?') >= 0;
    }

    boolean matches(String text) {
        return matches(text, 0, text.length());
    }

    /** Whether the part of the text from {@code from} to {@code to} (exclusive) matches as a whole. */
    boolean matches(String text, int from, int to) {
        if (literal != null) {
            return literal.length() == to - from && text.startsWith(literal, from);
        }
        int at = from;
        int code = 0;
        int retryText = -1;
        int retryCode = -1;
        while (at < to) {
            if (code < codes.length && codes[code] == ANY) {
                retryCode = ++code;
                retryText = at;
                if (code == codes.length) {
                    return true;
                }
            } else if (code < codes.length && accepts(codes[code], text.charAt(at))) {
                code++;
                at++;
            } else if (retryCode >= 0) {
                code = retryCode;
                at = ++retryText;
            } else {
                return false;
            }
        }
        while (code < codes.length && codes[code] == ANY) {
            code++;
        }
        return code == codes.length;
    }

    private boolean accepts(int code, char c) {
        return code == ONE || code == (ignoreCase ? fold(c) : c);
    }

    private static int[] fold(int[] codes) {
        return Arrays.stream(codes).map(c -> c < 0 ? c : fold((char) c)).toArray();
    }

    static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static boolean hasWildcard(int[] codes) {
        return Arrays.stream(codes).anyMatch(c -> c < 0);
    }

    private static String text(int[] codes) {
        StringBuilder text = new StringBuilder(codes.length);
        for (int code : codes) {
            text.append((char) code);
        }
        return text.toString();
    }
}
