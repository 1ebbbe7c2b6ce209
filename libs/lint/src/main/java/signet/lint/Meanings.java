package signet.lint;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import signet.actions.Action;
import signet.actions.ActionCatalogue;
import signet.actions.ResourceType;

/** What documents' patterns and keys mean, each looked up once by a linter. Safe for all threads. */
final class Meanings {
    /** What is remembered of each kind; documents of one system have far fewer. */
    private static final int MOST = 10_000;

    private static final ActionCatalogue AWS = ActionCatalogue.aws();

    private final Map<String, List<Action>> actions = new ConcurrentHashMap<>();
    private final Map<String, Boolean> keysOfActions = new ConcurrentHashMap<>();

    /** The actions; none for a pattern that has no service, the star included. */
    List<Action> of(String pattern) {
        return pattern.indexOf(':') < 0 ? List.of() : remembered(actions, pattern, AWS::expand);
    }

    /** Whether the key is one of a service's that names the actions which have it; for some keys no action is named. */
    boolean isKeyOfSomeActions(String key) {
        return remembered(keysOfActions, key, Meanings::hasActions);
    }

    private static boolean hasActions(String key) {
        return AWS.globalKey(key).isEmpty()
                && AWS.conditionKey(key).isPresent()
                && AWS.servicesOfKey(key).stream()
                        .flatMap(service -> AWS.service(service).stream())
                        .flatMap(service -> service.actions().stream())
                        .anyMatch(action -> action.supports(key));
    }

    private static <T> T remembered(Map<String, T> known, String name, Function<String, T> find) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(name, find);
    }

    /** Whether a pattern means the action of this name, among others or alone. */
    static boolean includes(String pattern, String action) {
        return pattern.equals("*")
                || (pattern.indexOf(':') >= 0
                        && Globs.covers(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)));
    }

    static Set<ResourceType> targets(List<Action> actions) {
        Set<ResourceType> types = new LinkedHashSet<>();
        actions.forEach(action -> action.targets().forEach(target -> types.add(target.type())));
        return types;
    }
}
