package signet.actions;

import java.util.List;

/** A kind of resource of a service. Immutable; two are equal only when they are the same object. */
public final class ResourceType {
    private static final int SEGMENTS = 6;

    private final String name;
    private final String arn;
    private final List<ConditionKey> conditionKeys;
    private final String[] formats;
    private final int[][] codes = new int[SEGMENTS][];

    ResourceType(String name, String arn, List<ConditionKey> conditionKeys) {
        this.name = name;
        this.arn = arn;
        this.conditionKeys = List.copyOf(conditionKeys);
        this.formats = arn.split(":", SEGMENTS);
        for (int i = 0; i < SEGMENTS; i++) {
            codes[i] = Template.codes(formats[i], true);
        }
    }

    /** Such as {@code bucket}. */
    public String name() {
        return name;
    }

    /** Its ARN with placeholders, such as {@code arn:${Partition}:s3:::${BucketName}}. */
    public String arn() {
        return arn;
    }

    /** The keys that every action on such a resource supports. */
    public List<ConditionKey> conditionKeys() {
        return conditionKeys;
    }

    /** The service in the ARN, which isn't always the one that the type belongs to. */
    public String arnService() {
        return formats[2];
    }

    /** Whether ARNs of this type have a region. */
    public boolean hasRegion() {
        return !formats[3].isEmpty();
    }

    /** Whether ARNs of this type have an account. */
    public boolean hasAccount() {
        return !formats[4].isEmpty();
    }

    /**
     * Whether some ARN of this type matches the resource of a policy: an ARN in which {@code *}, {@code ?} and policy
     * variables may stand anywhere; each of its first five segments is compared for itself. {@code *} alone fits every type.
     */
    public boolean fits(String resource) {
        if (resource.equals("*")) {
            return true;
        }
        String[] written = Wildcards.segments(resource, SEGMENTS);
        for (int i = 0; i < written.length; i++) {
            boolean same = written[i].equals(formats[i]) && written[i].indexOf('$') < 0;
            if (!same && !Wildcards.overlap(codes[i], Wildcards.policyPattern(written[i]))) {
                return false;
            }
        }
        return written.length == SEGMENTS || written[written.length - 1].endsWith("*");
    }

    @Override
    public String toString() {
        return name;
    }
}
