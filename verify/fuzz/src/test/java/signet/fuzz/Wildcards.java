package signet.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The oracle for patterns: a text in which {@code *} and {@code ?} may stand for others, compared by a table of all
 * prefixes (so in pattern × text steps, whatever the pattern).
 */
record Wildcards(List<Item> items) {
    /** A wildcard, or a character that stands for itself. */
    record Item(boolean wild, char c) {
        boolean is(char wildcard) {
            return wild && c == wildcard;
        }
    }

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern WITH_DEFAULT = Pattern.compile("(.*?), '(.*)'", Pattern.DOTALL);

    Wildcards {
        items = List.copyOf(items);
    }

    static Wildcards of(String pattern, boolean wildcards) {
        List<Item> items = new ArrayList<>();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            items.add(new Item(wildcards && (c == '*' || c == '?'), c));
        }
        return new Wildcards(items);
    }

    /** With policy variables, of which only {@code aws:username} has a value; empty if another has no default. */
    static Optional<Wildcards> of(String pattern, boolean wildcards, String username) {
        List<Item> items = new ArrayList<>();
        Matcher matcher = VARIABLE.matcher(pattern);
        int from = 0;
        for (MatchResult found : matcher.results().toList()) {
            items.addAll(of(pattern.substring(from, found.start()), wildcards).items());
            Optional<String> value = value(found.group(1), username);
            if (value.isEmpty()) {
                return Optional.empty();
            }
            items.addAll(of(value.get(), false).items());
            from = found.end();
        }
        items.addAll(of(pattern.substring(from), wildcards).items());
        return Optional.of(new Wildcards(items));
    }

    /** Whether one of its variables is this key. */
    static boolean mentions(String pattern, String key) {
        return VARIABLE.matcher(pattern)
                .results()
                .anyMatch(found -> key(found.group(1)).equalsIgnoreCase(key));
    }

    private static String key(String inside) {
        Matcher withDefault = WITH_DEFAULT.matcher(inside);
        return withDefault.matches() ? withDefault.group(1) : inside;
    }

    private static Optional<String> value(String inside, String username) {
        if (List.of("*", "?", "$").contains(inside)) {
            return Optional.of(inside);
        }
        Matcher withDefault = WITH_DEFAULT.matcher(inside);
        boolean hasDefault = withDefault.matches();
        if (key(inside).equalsIgnoreCase("aws:username")) {
            return Optional.of(username);
        }
        return hasDefault ? Optional.of(withDefault.group(2)) : Optional.empty();
    }

    boolean match(String text, boolean ignoreCase) {
        boolean[] reached = new boolean[text.length() + 1];
        reached[0] = true;
        for (Item item : items) {
            boolean[] next = new boolean[reached.length];
            next[0] = item.is('*') && reached[0];
            for (int i = 1; i < next.length; i++) {
                next[i] = item.is('*')
                        ? next[i - 1] || reached[i]
                        : reached[i - 1] && one(item, text.charAt(i - 1), ignoreCase);
            }
            reached = next;
        }
        return reached[text.length()];
    }

    private static boolean one(Item item, char c, boolean ignoreCase) {
        return item.wild()
                || item.c() == c
                || (ignoreCase && String.valueOf(c).equalsIgnoreCase(String.valueOf(item.c())));
    }

    /** The parts between the first five colons, whether or not a variable brought them in. */
    List<Wildcards> segments() {
        List<Wildcards> segments = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < items.size() && segments.size() < 5; i++) {
            if (items.get(i).c() == ':') {
                segments.add(new Wildcards(items.subList(from, i)));
                from = i + 1;
            }
        }
        segments.add(new Wildcards(items.subList(from, items.size())));
        return segments;
    }
}
