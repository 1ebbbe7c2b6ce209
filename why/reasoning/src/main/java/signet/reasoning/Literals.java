package signet.reasoning;

import java.util.Optional;

/** Texts of requests as policies have to write them so that they stand for themselves. */
final class Literals {
    private static final int SEGMENTS = 6;

    private Literals() {}

    /**
     * A resource as an entry that covers it and, where the language can say so, nothing else. Wildcards can be escaped in the
     * last segment of an ARN, and only where there are policy variables.
     */
    static String resource(String resource, boolean variables) {
        String[] parts = resource.split(":", SEGMENTS);
        if (!variables || parts.length < SEGMENTS) {
            return resource;
        }
        parts[SEGMENTS - 1] = pattern(parts[SEGMENTS - 1], true);
        return String.join(":", parts);
    }

    /** Whether an entry made by {@link #resource} covers no other resource. */
    static boolean isExact(String resource, boolean variables) {
        int last = 0;
        for (int i = 1; i < SEGMENTS; i++) {
            last = resource.indexOf(':', last) + 1;
        }
        String checked = variables ? resource.substring(0, last) : resource;
        return checked.indexOf('*') < 0 && checked.indexOf('?') < 0;
    }

    /** A value of an operator that takes variables and no wildcards. */
    static String text(String value, boolean variables) {
        return variables ? value.replace("${", "${$}{") : value;
    }

    /** A value of an operator that takes wildcards and perhaps variables. */
    static String pattern(String value, boolean variables) {
        if (!variables) {
            return value;
        }
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            boolean special = c == '*' || c == '?' || (c == '$' && value.startsWith("{", i + 1));
            escaped.append(special ? "${" + c + "}" : String.valueOf(c));
        }
        return escaped.toString();
    }

    /** A value for an operator, such as {@code ForAnyValue:StringLike}. */
    static String value(String operator, String value, boolean variables) {
        String base = operator.substring(operator.indexOf(':') + 1);
        if (base.startsWith("Arn") || base.contains("Like")) {
            return pattern(value, variables);
        }
        return base.startsWith("String") ? text(value, variables) : value;
    }

    /** The account in an ARN, if it names one. */
    static Optional<String> account(String arn) {
        String[] parts = arn.split(":", SEGMENTS);
        return parts.length == SEGMENTS && parts[4].matches("[0-9]{12}") ? Optional.of(parts[4]) : Optional.empty();
    }
}
