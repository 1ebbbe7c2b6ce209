package signet.actions;

import java.util.List;

/**
 * An action that a policy can allow or deny.
 *
 * @param service the prefix, such as {@code s3}
 * @param name the name in AWS's case, such as {@code GetObject}
 * @param accessLevel what it does
 * @param targets the resource types that it can be narrowed to; none: only {@code "Resource": "*"} fits
 * @param conditionKeys the keys that it supports on every resource, besides each target's and the global ones
 * @param dependentActions what its caller must be allowed besides, such as {@code iam:PassRole}; as AWS told it until
 *     December 2025
 */
public record Action(
        String service,
        String name,
        AccessLevel accessLevel,
        List<Target> targets,
        List<ConditionKey> conditionKeys,
        List<String> dependentActions) {

    /**
     * A resource type of an action.
     *
     * @param required whether the action always has such a resource
     * @param conditionKeys the keys that the action supports on it, besides the type's own
     */
    public record Target(ResourceType type, boolean required, List<ConditionKey> conditionKeys) {
        /** Copies. */
        public Target {
            conditionKeys = List.copyOf(conditionKeys);
        }
    }

    /** Copies. */
    public Action {
        targets = List.copyOf(targets);
        conditionKeys = List.copyOf(conditionKeys);
        dependentActions = List.copyOf(dependentActions);
    }

    /** As policies name it, such as {@code s3:GetObject}. */
    public String qualifiedName() {
        return service + ":" + name;
    }

    /** Whether it has no resource type, so that a policy can't narrow it to a resource. */
    public boolean isWildcardOnly() {
        return targets.isEmpty();
    }

    /** Whether a resource of a policy, with wildcards or without, can be one that the action works on. */
    public boolean fits(String resource) {
        return resource.equals("*")
                || targets.stream().anyMatch(target -> target.type().fits(resource));
    }

    /** Whether a key of its service, as written in a policy, is known with this action; global keys are not asked here. */
    public boolean supports(String key) {
        return contains(conditionKeys, key)
                || targets.stream()
                        .anyMatch(target -> contains(target.conditionKeys(), key)
                                || contains(target.type().conditionKeys(), key));
    }

    private static boolean contains(List<ConditionKey> keys, String key) {
        return keys.stream().anyMatch(known -> known.matches(key));
    }

    @Override
    public String toString() {
        return qualifiedName();
    }
}
