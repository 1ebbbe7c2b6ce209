package signet.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of a policy that may hold policy variables: <code>${key}</code>, <code>${key, 'default'}</code> and the
 * escapes <code>${*}</code>, <code>${?}</code>, <code>${$}</code>. What a variable brings in stands for itself: its
 * wildcards are plain characters.
 */
final class Template {
    private sealed interface Part {}

    private static final class Fixed implements Part {
        private final int[] codes;

        Fixed(int[] codes) {
            this.codes = codes;
        }
    }

    private record Variable(
            String key, String lowerKey, @Nullable String fallback) implements Part {}

    private final List<Part> parts;

    private Template(List<Part> parts) {
        this.parts = parts;
    }

    /** Compiles text; without {@code variables} (Version 2008-10-17) a dollar sign is a plain character. */
    static Template parse(String text, boolean variables, boolean wildcards) {
        if (!variables || !text.contains("${")) {
            return new Template(List.of(fixed(text, wildcards)));
        }
        List<Part> parts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            parts.add(fixed(text.substring(at, open), wildcards));
            parts.add(variable(text.substring(open + 2, close)));
            at = close + 1;
        }
        parts.add(fixed(text.substring(at), wildcards));
        return new Template(List.copyOf(parts));
    }

    private static Part fixed(String text, boolean wildcards) {
        return new Fixed(wildcards ? Glob.wildcardCodes(text) : Glob.literalCodes(text));
    }

    private static Part variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return fixed(inside, false);
        }
        int comma = inside.indexOf(", '");
        if (comma >= 0 && inside.endsWith("'") && inside.length() >= comma + 4) {
            String key = inside.substring(0, comma);
            return new Variable(key, Context.lower(key), inside.substring(comma + 3, inside.length() - 1));
        }
        return new Variable(inside, Context.lower(inside), null);
    }

    /** The pattern when nothing in it depends on the request. */
    @Nullable
    Glob constant(boolean ignoreCase) {
        boolean dynamic = parts.stream().anyMatch(Variable.class::isInstance);
        return dynamic ? null : resolve(Context.EMPTY, ignoreCase);
    }

    /** The pattern for this request, or null when a variable without default has no single value in it. */
    @Nullable
    Glob resolve(Context context, boolean ignoreCase) {
        int[] codes = codes(context);
        return codes == null ? null : Glob.ofCodes(codes, ignoreCase);
    }

    int @Nullable [] codes(Context context) {
        int[] codes = new int[0];
        for (Part part : parts) {
            int[] more = switch (part) {
                case Fixed fixed -> fixed.codes;
                case Variable variable -> value(variable, context);
            };
            if (more == null) {
                return null;
            }
            int length = codes.length;
            codes = Arrays.copyOf(codes, length + more.length);
            System.arraycopy(more, 0, codes, length, more.length);
        }
        return codes;
    }

    private static int @Nullable [] value(Variable variable, Context context) {
        Context.Value value = context.lookup(variable.lowerKey());
        if (value != null && !value.multiple()) {
            return Glob.literalCodes(value.values().getFirst());
        }
        String fallback = variable.fallback();
        return fallback == null ? null : Glob.literalCodes(fallback);
    }

    /** Adds the keys of variables that have neither a single value in this context nor a default. */
    void addUnresolved(Context context, Set<String> keys) {
        for (Part part : parts) {
            if (part instanceof Variable variable && value(variable, context) == null) {
                keys.add(variable.key());
            }
        }
    }

    boolean mentions(String lowerKey) {
        return parts.stream()
                .anyMatch(part ->
                        part instanceof Variable variable && variable.lowerKey().equals(lowerKey));
    }

    void addKeys(Set<String> keys) {
        for (Part part : parts) {
            if (part instanceof Variable variable) {
                keys.add(variable.key());
            }
        }
    }
}
