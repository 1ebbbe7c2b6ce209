package signet.paths;

import org.jspecify.annotations.Nullable;

/**
 * Something that runs code, in a role that it was given before.
 *
 * @param arn the resource's ARN
 * @param role the ARN of the role, null for none
 * @param running whether it runs now; a function always does
 * @param associated whether an instance has an instance profile, whatever is in it
 */
public record Workplace(Kind kind, String arn, @Nullable String role, boolean running, boolean associated) {
    /** What it is. */
    public enum Kind {
        /** An EC2 instance, running or stopped. */
        INSTANCE,
        /** A Lambda function. */
        FUNCTION
    }
}
