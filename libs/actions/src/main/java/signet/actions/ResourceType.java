package signet.actions;

import java.util.List;

/**
 * A kind of resource of a service.
 *
 * @param name such as {@code bucket}
 * @param arn its ARN with placeholders, such as {@code arn:${Partition}:s3:::${BucketName}}
 * @param conditionKeys the keys that every action on such a resource supports
 */
public record ResourceType(String name, String arn, List<ConditionKey> conditionKeys) {
    private static final int SEGMENTS = 6;

    /** Copies. */
    public ResourceType {
        conditionKeys = List.copyOf(conditionKeys);
    }

    /** The service in the ARN, which isn't always the one that the type belongs to. */
    public String arnService() {
        return segment(2);
    }

    /** Whether ARNs of this type have a region. */
    public boolean hasRegion() {
        return !segment(3).isEmpty();
    }

    /** Whether ARNs of this type have an account. */
    public boolean hasAccount() {
        return !segment(4).isEmpty();
    }

    /**
     * Whether some ARN of this type matches the resource of a policy: an ARN in which {@code *}, {@code ?} and policy
     * variables may stand anywhere; each of its first five segments is compared for itself. {@code *} alone fits every type.
     */
    public boolean fits(String resource) {
        if (resource.equals("*")) {
            return true;
        }
        String[] written = resource.split(":", SEGMENTS);
        String[] format = arn.split(":", SEGMENTS);
        for (int i = 0; i < Math.min(written.length, format.length); i++) {
            if (!Wildcards.overlap(Template.codes(format[i], true), Wildcards.policyPattern(written[i]))) {
                return false;
            }
        }
        return written.length >= SEGMENTS || written[written.length - 1].endsWith("*");
    }

    private String segment(int at) {
        return arn.split(":", SEGMENTS)[at];
    }

    @Override
    public String toString() {
        return name;
    }
}
