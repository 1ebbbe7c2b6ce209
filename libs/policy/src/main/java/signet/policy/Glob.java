package signet.policy;

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
        int[] codes = literalCodes(pattern);
        for (int i = 0; i < codes.length; i++) {
            codes[i] = codes[i] == '*' ? ANY : codes[i] == '?' ? ONE : codes[i];
        }
        return codes;
    }

    /** A text of which every character stands for itself. */
    static int[] literalCodes(String text) {
        int[] codes = new int[text.length()];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = text.charAt(i);
        }
        return codes;
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
        int[] folded = new int[codes.length];
        for (int i = 0; i < codes.length; i++) {
            folded[i] = codes[i] < 0 ? codes[i] : fold((char) codes[i]);
        }
        return folded;
    }

    static char fold(char c) {
        if (c < 128) {
            return c >= 'A' && c <= 'Z' ? (char) (c + ('a' - 'A')) : c;
        }
        return Character.toLowerCase(Character.toUpperCase(c));
    }

    private static boolean hasWildcard(int[] codes) {
        for (int code : codes) {
            if (code < 0) {
                return true;
            }
        }
        return false;
    }

    private static String text(int[] codes) {
        char[] text = new char[codes.length];
        for (int i = 0; i < text.length; i++) {
            text[i] = (char) codes[i];
        }
        return new String(text);
    }
}
