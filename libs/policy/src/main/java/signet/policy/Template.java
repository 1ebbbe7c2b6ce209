package signet.policy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A value of a policy that may hold policy variables: <code>${key}</code>, <code>${key, 'default'}</code> and the
 * escapes <code>${*}</code>, <code>${?}</code>, <code>${$}</code>. What a variable brings in stands for itself: its
 * wildcards are plain characters. Texts are compared with it piece by piece, without putting it together for the request.
 */
final class Template {
    private sealed interface Piece {}

    private record Literal(String text) implements Piece {}

    private record Variable(
            String key, String lowerKey, @Nullable String fallback) implements Piece {}

    private enum Wildcard implements Piece {
        ANY,
        ONE
    }

    private final Piece[] pieces;

    private Template(List<Piece> pieces) {
        this.pieces = pieces.toArray(new Piece[0]);
    }

    /** Compiles text; without {@code variables} (Version 2008-10-17) a dollar sign is a plain character. */
    static Template parse(String text, boolean variables, boolean wildcards) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        while (variables && at < text.length()) {
            int open = text.indexOf("${", at);
            int close = open < 0 ? -1 : text.indexOf('}', open);
            if (close < 0) {
                break;
            }
            addFixed(pieces, text.substring(at, open), wildcards);
            pieces.add(variable(text.substring(open + 2, close)));
            at = close + 1;
        }
        addFixed(pieces, text.substring(at), wildcards);
        return new Template(pieces);
    }

    private static void addFixed(List<Piece> pieces, String text, boolean wildcards) {
        int from = 0;
        for (int at = 0; wildcards && at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '*' || c == '?') {
                addLiteral(pieces, text.substring(from, at));
                pieces.add(c == '*' ? Wildcard.ANY : Wildcard.ONE);
                from = at + 1;
            }
        }
        addLiteral(pieces, text.substring(from));
    }

    private static void addLiteral(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Literal(text));
        }
    }

    private static Piece variable(String inside) {
        if (inside.equals("*") || inside.equals("?") || inside.equals("$")) {
            return new Literal(inside);
        }
        int comma = inside.indexOf(", '");
        if (comma >= 0 && inside.endsWith("'") && inside.length() >= comma + 4) {
            String key = inside.substring(0, comma);
            return new Variable(key, Context.lower(key), inside.substring(comma + 3, inside.length() - 1));
        }
        return new Variable(inside, Context.lower(inside), null);
    }

    /** The codes of {@link Glob} when nothing in it depends on the request, else null. */
    int @Nullable [] codes() {
        int length = 0;
        for (Piece piece : pieces) {
            if (piece instanceof Variable) {
                return null;
            }
            length += piece instanceof Literal literal ? literal.text().length() : 1;
        }
        int[] codes = new int[length];
        int at = 0;
        for (Piece piece : pieces) {
            if (piece instanceof Literal literal) {
                int[] more = Glob.literalCodes(literal.text());
                System.arraycopy(more, 0, codes, at, more.length);
                at += more.length;
            } else {
                codes[at++] = piece == Wildcard.ANY ? Glob.ANY : Glob.ONE;
            }
        }
        return codes;
    }

    /** The pattern when nothing in it depends on the request. */
    @Nullable
    Glob constant(boolean ignoreCase) {
        int[] codes = codes();
        return codes == null ? null : Glob.ofCodes(codes, ignoreCase);
    }

    /** Whether every variable has a default or a single value in this context. What isn't resolved matches nothing. */
    boolean isResolved(Context context) {
        for (Piece piece : pieces) {
            if (piece instanceof Variable variable && value(variable, context) == null) {
                return false;
            }
        }
        return true;
    }

    /** Whether the text as a whole matches. */
    boolean matches(Context context, boolean ignoreCase, String text) {
        return matches(context, ignoreCase, text, 0, 0);
    }

    /**
     * Whether the text from {@code from} on matches. As in {@link Glob} only the last {@code *} is ever retried.
     *
     * @param head wildcards stand for no colon before this offset, so that segments of an ARN meet their like
     */
    boolean matches(Context context, boolean ignoreCase, String text, int from, int head) {
        int at = from;
        int next = 0;
        int retryText = -1;
        int retryPiece = -1;
        while (next < pieces.length || at < text.length()) {
            Piece piece = next < pieces.length ? pieces[next] : null;
            if (piece == Wildcard.ANY) {
                retryPiece = ++next;
                retryText = at;
                continue;
            }
            int end = piece == null ? -1 : end(piece, context, ignoreCase, text, at, head);
            if (end >= 0) {
                at = end;
                next++;
            } else if (retryPiece >= 0 && isStoodFor(text, retryText, head)) {
                at = ++retryText;
                next = retryPiece;
            } else {
                return false;
            }
        }
        return true;
    }

    /** Where the text goes on behind this piece, or -1. */
    private static int end(Piece piece, Context context, boolean ignoreCase, String text, int at, int head) {
        return switch (piece) {
            case Literal literal -> end(literal.text(), ignoreCase, text, at);
            case Variable variable -> end(value(variable, context), ignoreCase, text, at);
            case Wildcard one -> isStoodFor(text, at, head) ? at + 1 : -1;
        };
    }

    private static int end(@Nullable String wanted, boolean ignoreCase, String text, int at) {
        if (wanted == null) {
            return -1;
        }
        boolean same = ignoreCase ? startsLoosely(wanted, text, at) : text.startsWith(wanted, at);
        return same ? at + wanted.length() : -1;
    }

    private static boolean startsLoosely(String wanted, String text, int at) {
        if (wanted.length() > text.length() - at) {
            return false;
        }
        for (int i = 0; i < wanted.length(); i++) {
            if (Glob.fold(wanted.charAt(i)) != Glob.fold(text.charAt(at + i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isStoodFor(String text, int at, int head) {
        return at < text.length() && (at >= head || text.charAt(at) != ':');
    }

    private static @Nullable String value(Variable variable, Context context) {
        Context.Value value = context.lookup(variable.lowerKey());
        return value != null && !value.multiple() ? value.values().getFirst() : variable.fallback();
    }

    /** Adds the keys of variables that have neither a single value in this context nor a default. */
    void addUnresolved(Context context, Set<String> keys) {
        for (Piece piece : pieces) {
            if (piece instanceof Variable variable && value(variable, context) == null) {
                keys.add(variable.key());
            }
        }
    }

    boolean mentions(String lowerKey) {
        for (Piece piece : pieces) {
            if (piece instanceof Variable variable && variable.lowerKey().equals(lowerKey)) {
                return true;
            }
        }
        return false;
    }

    void addKeys(Set<String> keys) {
        for (Piece piece : pieces) {
            if (piece instanceof Variable variable) {
                keys.add(variable.key());
            }
        }
    }
}
