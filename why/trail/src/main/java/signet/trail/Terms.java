package signet.trail;

import java.util.ArrayList;
import java.util.List;

/**
 * What an event is found by, in one text: a line for each value, which begins with a letter for what it is a value of. Search
 * looks for whole lines. One text costs less to write than a column for each.
 */
final class Terms {
    static final char CALLER_ACCOUNT = 'C';
    static final char EVENT_NAME = 'E';
    static final char EVENT_SOURCE = 'S';
    static final char USER_NAME = 'U';
    static final char ACCESS_KEY = 'K';
    static final char REQUEST = 'I';
    static final char AUTHORIZATION = 'Z';
    static final char ERROR = 'X';
    static final char RESOURCE_TYPE = 'T';
    static final char RESOURCE_NAME = 'N';
    static final char PRINCIPAL = 'P';
    static final char ACTION = 'A';
    static final char RESOURCE_ARN = 'R';
    static final char DECISION = 'D';

    private final StringBuilder text = new StringBuilder("\n");

    /** Adds a line, unless it is there already. */
    Terms add(char kind, String value) {
        String line = line(kind, value);
        if (text.indexOf(line) < 0) {
            text.append(line, 1, line.length());
        }
        return this;
    }

    /** Adds a resource: the type's line comes before each name's, so that the two are found together again. */
    Terms resource(TouchedResource resource) {
        String type = line(RESOURCE_TYPE, resource.type());
        text.append(type, 1, type.length());
        String name = line(RESOURCE_NAME, resource.name());
        text.append(name, 1, name.length());
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    /** A whole line with the ends of the lines before it and its own. */
    static String line(char kind, String value) {
        return "\n" + kind + escaped(value) + "\n";
    }

    static boolean has(String terms, char kind) {
        return terms.contains("\n" + kind);
    }

    /** The first value of a kind; empty for none. */
    static String first(String terms, char kind) {
        int start = terms.indexOf("\n" + kind);
        return start < 0 ? "" : raw(terms.substring(start + 2, terms.indexOf('\n', start + 1)));
    }

    /** The resources among the lines. */
    static List<TouchedResource> resources(String terms) {
        List<TouchedResource> found = new ArrayList<>();
        String type = "";
        for (String line : terms.split("\n", -1)) {
            if (!line.isEmpty() && line.charAt(0) == RESOURCE_TYPE) {
                type = raw(line.substring(1));
            } else if (!line.isEmpty() && line.charAt(0) == RESOURCE_NAME) {
                found.add(new TouchedResource(type, raw(line.substring(1))));
            }
        }
        return found;
    }

    private static String escaped(String value) {
        return value.indexOf('\n') < 0 && value.indexOf('\\') < 0
                ? value
                : value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String raw(String escaped) {
        if (escaped.indexOf('\\') < 0) {
            return escaped;
        }
        StringBuilder raw = new StringBuilder();
        for (int i = 0; i < escaped.length(); i++) {
            char c = escaped.charAt(i);
            if (c == '\\' && i + 1 < escaped.length()) {
                i++;
                raw.append(escaped.charAt(i) == 'n' ? '\n' : escaped.charAt(i));
            } else {
                raw.append(c);
            }
        }
        return raw.toString();
    }
}
