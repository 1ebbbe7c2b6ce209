package signet.policy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The statements of one effect in a policy, found by action, so that a request looks only at those that can concern it. */
final class ActionIndex {
    /** Of no more than so many, a look at each finds those of an action as fast. */
    private static final int FEW = 16;

    private static final int[] NONE = {};

    private final Statement[] statements;
    private final Map<String, int[]> byAction;
    private final Map<String, int[]> byPrefix;
    private final int[] general;
    private final ActionMemo memo;

    ActionIndex(List<Statement> all, Effect effect) {
        this.statements =
                all.stream().filter(statement -> statement.effect() == effect).toArray(Statement[]::new);
        Map<String, List<Integer>> actions = new HashMap<>();
        Map<String, List<Integer>> prefixes = new HashMap<>();
        List<Integer> others = new ArrayList<>();
        for (int place = 0; place < statements.length && statements.length > FEW; place++) {
            add(place, actions, prefixes, others);
        }
        this.byAction = arrays(actions);
        this.byPrefix = arrays(prefixes);
        this.general = statements.length > FEW
                ? array(others)
                : IntStream.range(0, statements.length).toArray();
        this.memo = new ActionMemo(statements.length, this::find);
    }

    private void add(
            int place, Map<String, List<Integer>> actions, Map<String, List<Integer>> prefixes, List<Integer> others) {
        Statement statement = statements[place];
        if (statement.isNotAction() || statement.actionPatterns().stream().anyMatch(ActionPattern::isEverything)) {
            others.add(place);
            return;
        }
        for (ActionPattern pattern : statement.actionPatterns()) {
            Map<String, List<Integer>> lists = pattern.isExact() ? actions : prefixes;
            lists.computeIfAbsent(pattern.isExact() ? pattern.exactName() : pattern.prefix(), name -> new ArrayList<>())
                    .add(place);
        }
    }

    private static Map<String, int[]> arrays(Map<String, List<Integer>> lists) {
        Map<String, int[]> arrays = HashMap.newHashMap(lists.size());
        lists.forEach((name, list) -> arrays.put(name, array(list)));
        return arrays;
    }

    private static int[] array(List<Integer> places) {
        return places.stream().mapToInt(Integer::intValue).toArray();
    }

    /** The statements that cover this action, in document order. */
    Candidates of(Action action) {
        return statements.length == 0 ? Candidates.NONE : memo.of(action);
    }

    private Candidates find(Action action) {
        int[] exact = byAction.getOrDefault(action.name(), NONE);
        int[] wild = byPrefix.getOrDefault(action.prefix(), NONE);
        List<Statement> covering = IntStream.concat(
                        IntStream.concat(Arrays.stream(exact), Arrays.stream(wild)), Arrays.stream(general))
                .sorted()
                .distinct()
                .mapToObj(place -> statements[place])
                .filter(statement -> statement.matchesAction(action))
                .toList();
        return covering.isEmpty() ? Candidates.NONE : new Candidates(covering, List.of());
    }

    /** How many actions' lists it keeps now. */
    int kept() {
        return memo.kept();
    }
}
