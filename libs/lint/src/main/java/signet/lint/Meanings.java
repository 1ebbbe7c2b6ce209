package signet.lint;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import signet.actions.Action;
import signet.actions.ActionCatalogue;
import signet.actions.ResourceType;

/** The actions that a document's patterns mean, each looked up once. For one thread. */
final class Meanings {
    private final Map<String, List<Action>> known = new HashMap<>();

    /** The actions; none for a pattern that has no service, the star included. */
    List<Action> of(String pattern) {
        return pattern.indexOf(':') < 0 ? List.of() : known.computeIfAbsent(pattern, ActionCatalogue.aws()::expand);
    }

    /** Whether a pattern means the action of this name in AWS's case, among others or alone. */
    boolean includes(String pattern, String action) {
        if (!Globs.hasWildcard(pattern)) {
            return pattern.equalsIgnoreCase(action);
        }
        String prefix = action.substring(0, action.indexOf(':') + 1);
        boolean may = pattern.equals("*")
                || Globs.hasWildcard(pattern.substring(0, Math.max(0, pattern.indexOf(':'))))
                || pattern.regionMatches(true, 0, prefix, 0, prefix.length());
        return may
                && (pattern.equals("*")
                        || of(pattern).stream()
                                .anyMatch(meant -> meant.qualifiedName().equals(action)));
    }

    static Set<ResourceType> targets(List<Action> actions) {
        Set<ResourceType> types = new LinkedHashSet<>();
        actions.forEach(action -> action.targets().forEach(target -> types.add(target.type())));
        return types;
    }
}
