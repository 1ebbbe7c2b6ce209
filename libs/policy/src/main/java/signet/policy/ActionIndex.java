package signet.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The statements of one effect, found by action, so that a request looks only at those that can concern it. */
final class ActionIndex {
    private static final Statement[] NONE = {};

    private final Map<String, Statement[]> byAction;
    private final Map<String, Statement[]> byPrefix;
    private final Statement[] general;

    ActionIndex(List<Statement> statements, Effect effect) {
        Map<String, List<Statement>> actions = new HashMap<>();
        Map<String, List<Statement>> prefixes = new HashMap<>();
        List<Statement> others = new ArrayList<>();
        for (Statement statement : statements) {
            if (statement.effect() == effect) {
                add(statement, actions, prefixes, others);
            }
        }
        this.byAction = arrays(actions);
        this.byPrefix = arrays(prefixes);
        this.general = others.toArray(NONE);
    }

    private static void add(
            Statement statement,
            Map<String, List<Statement>> actions,
            Map<String, List<Statement>> prefixes,
            List<Statement> others) {
        if (statement.isNotAction() || statement.actionPatterns().stream().anyMatch(ActionPattern::isEverything)) {
            others.add(statement);
            return;
        }
        for (ActionPattern pattern : statement.actionPatterns()) {
            List<Statement> list = pattern.isExact()
                    ? actions.computeIfAbsent(pattern.exactName(), name -> new ArrayList<>())
                    : prefixes.computeIfAbsent(pattern.prefix(), name -> new ArrayList<>());
            if (list.isEmpty() || list.getLast() != statement) {
                list.add(statement);
            }
        }
    }

    private static Map<String, Statement[]> arrays(Map<String, List<Statement>> lists) {
        Map<String, Statement[]> arrays = HashMap.newHashMap(lists.size());
        lists.forEach((name, list) -> arrays.put(name, list.toArray(NONE)));
        return arrays;
    }

    /** The first matching statement in document order whose level is one of the mask, or null. */
    @Nullable
    Statement first(Query query, int levelMask) {
        Statement best = null;
        best = earlier(best, byAction.getOrDefault(query.action(), NONE), query, levelMask);
        best = earlier(best, byPrefix.getOrDefault(query.prefix(), NONE), query, levelMask);
        return earlier(best, general, query, levelMask);
    }

    private static @Nullable Statement earlier(
            @Nullable Statement best, Statement[] candidates, Query query, int levelMask) {
        for (Statement candidate : candidates) {
            if (best != null && best.index() <= candidate.index()) {
                return best;
            }
            if ((candidate.levels(query) & levelMask) != 0) {
                return candidate;
            }
        }
        return best;
    }
}
