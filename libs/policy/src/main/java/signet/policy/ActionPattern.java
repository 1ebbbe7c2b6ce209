package signet.policy;

import org.jspecify.annotations.Nullable;

/**
 * One entry of Action or NotAction: {@code *} or {@code *:*}, or a literal prefix and a name with wildcards, regardless of
 * case.
 */
final class ActionPattern {
    private final boolean everything;
    private final String prefix;
    private final String name;
    private final @Nullable Glob glob;

    private ActionPattern(boolean everything, String prefix, String name, @Nullable Glob glob) {
        this.everything = everything;
        this.prefix = prefix;
        this.name = name;
        this.glob = glob;
    }

    static ActionPattern parse(String text) {
        if (text.equals("*") || text.equals("*:*")) {
            return new ActionPattern(true, "", "", null);
        }
        String lower = Context.lower(text);
        int colon = lower.indexOf(':');
        String name = lower.substring(colon + 1);
        boolean wild = Glob.hasWildcard(name);
        return new ActionPattern(
                false, lower.substring(0, Math.max(0, colon)), name, wild ? Glob.of(name, false) : null);
    }

    boolean matches(Action asked) {
        if (everything) {
            return true;
        }
        if (!prefix.equals(asked.prefix()) || name.isBlank()) {
            return false;
        }
        String action = asked.name();
        int from = asked.colon() + 1;
        return glob == null
                ? name.length() == action.length() - from && action.startsWith(name, from)
                : glob.matches(action, from, action.length());
    }

    boolean isEverything() {
        return everything;
    }

    boolean isExact() {
        return !everything && glob == null;
    }

    String prefix() {
        return prefix;
    }

    /** Prefix and name in lower case. */
    String exactName() {
        return prefix + ":" + name;
    }
}
