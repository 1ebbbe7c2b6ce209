package signet.lint;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads JSON (RFC 8259) with the place of everything, and says in plain words what is wrong. It is no parser of a library because
 * those neither tell where a member's name stands nor go on at a name that is there twice.
 */
final class JsonReader {
    private static final int MAX_DEPTH = 64;

    private final String text;
    private int at;
    private int depth;

    private JsonReader(String text) {
        this.text = text;
    }

    static Node read(String text) throws JsonFault {
        JsonReader reader = new JsonReader(text);
        reader.skipSpace();
        if (reader.at == text.length()) {
            throw new JsonFault("The document is empty.", 0);
        }
        Node node = reader.value();
        reader.skipSpace();
        if (reader.at < text.length()) {
            throw reader.fault("Nothing may follow the policy's closing brace; remove the rest.");
        }
        return node;
    }

    private Node value() throws JsonFault {
        skipSpace();
        if (at == text.length()) {
            throw fault("The document ends too early: a value is missing.");
        }
        char c = text.charAt(at);
        return switch (c) {
            case '{' -> members();
            case '[' -> items();
            case '"' -> {
                int start = at;
                String value = string();
                yield new Node.Text(value, start, at);
            }
            default -> word();
        };
    }

    private Node members() throws JsonFault {
        int start = enter();
        List<Node.Member> members = new ArrayList<>();
        skipSpace();
        while (!take('}')) {
            if (!members.isEmpty()) {
                separator('}', "member");
            }
            int nameStart = at;
            if (at == text.length() || text.charAt(at) != '"') {
                throw fault("A member's name in double quotes is expected here.");
            }
            String name = string();
            int nameEnd = at;
            skipSpace();
            if (!take(':')) {
                throw fault("A colon is expected after the name \"" + name + "\".");
            }
            members.add(new Node.Member(name, nameStart, nameEnd, value()));
            skipSpace();
        }
        depth--;
        return new Node.Members(members, start, at);
    }

    private Node items() throws JsonFault {
        int start = enter();
        List<Node> items = new ArrayList<>();
        skipSpace();
        while (!take(']')) {
            if (!items.isEmpty()) {
                separator(']', "item");
            }
            items.add(value());
            skipSpace();
        }
        depth--;
        return new Node.Items(items, start, at);
    }

    private int enter() throws JsonFault {
        if (++depth > MAX_DEPTH) {
            throw fault("The document is nested too deeply.");
        }
        return at++;
    }

    private void separator(char close, String what) throws JsonFault {
        int comma = at;
        if (!take(',')) {
            throw at == text.length()
                    ? fault("The document ends too early: a closing " + close + " is missing.")
                    : fault("A comma or a closing " + close + " is expected here.");
        }
        skipSpace();
        if (at < text.length() && text.charAt(at) == close) {
            throw new JsonFault("Remove this comma: no " + what + " follows it.", comma);
        }
    }

    private Node word() throws JsonFault {
        int start = at;
        while (at < text.length() && isWord(text.charAt(at))) {
            at++;
        }
        String word = text.substring(start, at);
        if (word.equals("true") || word.equals("false")) {
            return new Node.Truth(word.equals("true"), start, at);
        }
        if (word.equals("null")) {
            return new Node.Nothing(start, at);
        }
        if (word.matches("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]+)?")) {
            return new Node.Numeral(word, start, at);
        }
        at = start;
        throw fault(word.isEmpty() ? "A value is expected here, not " + shown(text.charAt(at)) + "." : quotes(word));
    }

    private static String quotes(String word) {
        String shown = word.length() > 30 ? word.substring(0, 30) + "…" : word;
        return "\"" + shown + "\" is no JSON value: text needs double quotes.";
    }

    private static boolean isWord(char c) {
        return Character.isLetterOrDigit(c) || c == '-' || c == '+' || c == '.' || c == '_';
    }

    private static String shown(char c) {
        return Character.isISOControl(c) ? "an invisible character" : "'" + c + "'";
    }

    private String string() throws JsonFault {
        int start = at++;
        StringBuilder value = new StringBuilder();
        while (at < text.length() && text.charAt(at) != '"') {
            char c = text.charAt(at);
            if (c < ' ') {
                throw c == '\n' || c == '\r'
                        ? new JsonFault("The text that begins here has no closing double quote on its line.", start)
                        : fault("A control character inside text must be written with a backslash.");
            }
            value.append(c == '\\' ? escape() : c);
            at++;
        }
        if (at == text.length()) {
            throw new JsonFault("The text that begins here has no closing double quote.", start);
        }
        at++;
        return value.toString();
    }

    private char escape() throws JsonFault {
        int start = at++;
        int place = at < text.length() ? "\"\\/bfnrtu".indexOf(text.charAt(at)) : -1;
        if (place >= 0 && text.charAt(at) != 'u') {
            return "\"\\/\b\f\n\r\t".charAt(place);
        }
        if (place >= 0
                && at + 4 < text.length()
                && text.substring(at + 1, at + 5).matches("[0-9a-fA-F]{4}")) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 3, at + 1), 16);
        }
        throw new JsonFault("This backslash begins no escape that JSON knows; write \\\\ for a backslash.", start);
    }

    private boolean take(char c) {
        boolean there = at < text.length() && text.charAt(at) == c;
        if (there) {
            at++;
        }
        return there;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private JsonFault fault(String sentence) {
        return new JsonFault(sentence, at);
    }
}
