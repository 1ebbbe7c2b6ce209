package signet.actions;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Condition keys found by what policies write: names in any case, placeholders filled. */
final class KeyTable {
    private final List<ConditionKey> all;
    private final Map<String, ConditionKey> fixed = new HashMap<>();
    private final List<ConditionKey> open;

    KeyTable(List<ConditionKey> keys) {
        all = List.copyOf(keys);
        keys.forEach(key -> fixed.putIfAbsent(key.name().toLowerCase(Locale.ROOT), key));
        open = keys.stream().filter(ConditionKey::hasPlaceholder).toList();
    }

    List<ConditionKey> all() {
        return all;
    }

    Optional<ConditionKey> find(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        ConditionKey exact = fixed.get(lower);
        if (exact != null) {
            return Optional.of(exact);
        }
        return open.stream()
                .filter(candidate -> lower.startsWith(candidate.fixedStart()) && candidate.matches(key))
                .findFirst();
    }
}
