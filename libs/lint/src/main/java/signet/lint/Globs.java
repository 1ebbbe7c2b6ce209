package signet.lint;

/** Patterns with {@code *} and {@code ?}. */
final class Globs {
    private Globs() {}

    static boolean hasWildcard(String text) {
        return text.indexOf('*') >= 0 || text.indexOf('?') >= 0;
    }

    /** An ARN's segments, six at most, with a star for each policy variable, whose name has colons too. */
    static String[] segments(String arn) {
        return segments(arn, "*");
    }

    /** The same with another text for each policy variable. */
    static String[] segments(String arn, String variable) {
        return arn.replaceAll("\\$\\{[^}]*}", variable).split(":", 6);
    }

    /** Whether everything that {@code narrow} matches is matched by {@code wide}; never wrongly true. */
    static boolean covers(String wide, String narrow) {
        int at = 0;
        int code = 0;
        int retryAt = -1;
        int retryCode = -1;
        while (at < narrow.length()) {
            char c = narrow.charAt(at);
            char pattern = code < wide.length() ? wide.charAt(code) : 0;
            if (code < wide.length() && pattern == '*') {
                retryCode = ++code;
                retryAt = at;
            } else if (code < wide.length() && (pattern == c || pattern == '?') && c != '*') {
                code++;
                at++;
            } else if (retryCode >= 0) {
                code = retryCode;
                at = ++retryAt;
            } else {
                return false;
            }
        }
        return wide.substring(code).chars().allMatch(rest -> rest == '*');
    }
}
