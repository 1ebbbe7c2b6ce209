package signet.lint;

import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A statement as far as it could be read; an absent part is null. */
record Statement(
        Location at,
        @Nullable Entry sid,
        @Nullable Entry effect,
        @Nullable PrincipalElement principal,
        @Nullable Part action,
        @Nullable Part resource,
        List<ConditionTest> conditions) {
    Statement {
        conditions = List.copyOf(conditions);
    }

    boolean isAllow() {
        return effect != null && effect.value().equals("Allow");
    }

    boolean isDeny() {
        return effect != null && effect.value().equals("Deny");
    }

    /** The listed actions; none where the statement has NotAction. */
    List<Entry> actions() {
        return action == null || action.not() ? List.of() : action.entries();
    }

    /** The listed resources; none where the statement has NotResource. */
    List<Entry> resources() {
        return resource == null || resource.not() ? List.of() : resource.entries();
    }

    /** Whether it lists actions, and they all are of the service with this prefix. */
    boolean isOf(String service) {
        return !actions().isEmpty() && actions().stream().allMatch(entry -> isOf(service, entry));
    }

    static boolean isOf(String service, Entry action) {
        return action.value().toLowerCase(Locale.ROOT).startsWith(service + ":");
    }

    boolean hasNotResource() {
        return resource != null && resource.not();
    }

    boolean asks(String key) {
        return conditions.stream().anyMatch(condition -> condition.isOn(key));
    }

    /** Every string in which AWS looks for policy variables. */
    void eachWithVariables(Consumer<Entry> use) {
        if (resource != null) {
            resource.entries().forEach(use);
        }
        conditions.stream()
                .filter(condition ->
                        condition.operator() != null && condition.operator().takesVariables())
                .forEach(condition -> condition.values().forEach(use));
    }
}
