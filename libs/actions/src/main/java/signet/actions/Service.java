package signet.actions;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** A service with all that policies can say of it. Immutable. */
public final class Service {
    private final String prefix;
    private final String name;
    private final boolean resourceControl;
    private final Map<String, Action> actions = new LinkedHashMap<>();
    private final List<ResourceType> resourceTypes;
    private final KeyTable conditionKeys;

    Service(
            String prefix,
            String name,
            boolean resourceControl,
            List<Action> actions,
            List<ResourceType> resourceTypes,
            List<ConditionKey> conditionKeys) {
        this.prefix = prefix;
        this.name = name;
        this.resourceControl = resourceControl;
        actions.forEach(action -> this.actions.put(action.name().toLowerCase(Locale.ROOT), action));
        this.resourceTypes = List.copyOf(resourceTypes);
        this.conditionKeys = new KeyTable(conditionKeys);
    }

    /** The prefix of its actions, such as {@code s3}. */
    public String prefix() {
        return prefix;
    }

    /** Such as {@code Amazon S3}. */
    public String name() {
        return name;
    }

    /** Whether resource control policies of an organization apply to its resources. */
    public boolean supportsResourceControl() {
        return resourceControl;
    }

    /** Its actions in the order of their names, case ignored. */
    public Collection<Action> actions() {
        return Collections.unmodifiableCollection(actions.values());
    }

    /** The action of this name, such as {@code GetObject}, in any case. */
    public Optional<Action> action(String actionName) {
        return Optional.ofNullable(actions.get(actionName.toLowerCase(Locale.ROOT)));
    }

    /** Those of its actions whose names, in lower case, match the codes of {@link Wildcards}, in the same order. */
    List<Action> matching(int[] codes) {
        List<Action> matching = new ArrayList<>();
        actions.forEach((lower, action) -> {
            if (Wildcards.matches(codes, lower)) {
                matching.add(action);
            }
        });
        return List.copyOf(matching);
    }

    /** Its resource types in the order of their names. */
    public List<ResourceType> resourceTypes() {
        return resourceTypes;
    }

    /** Its own condition keys and the global ones that it names. */
    public List<ConditionKey> conditionKeys() {
        return conditionKeys.all();
    }

    /** Its key that a policy's key, in any case, means. */
    public Optional<ConditionKey> conditionKey(String key) {
        return conditionKeys.find(key);
    }

    @Override
    public String toString() {
        return prefix;
    }
}
