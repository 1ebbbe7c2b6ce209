package signet.iam;

import java.util.regex.Pattern;
import signet.model.AwsError;
import signet.model.iam.IamErrors;

/** The form of managed policies' ARNs. */
final class PolicyArn {
    private static final Pattern FORM = Pattern.compile("arn:aws:iam::(aws|[0-9]{12}):policy/[!-~]+");
    private static final String OF_AWS = "arn:aws:iam::aws:policy/";
    private static final String OF_SERVICES = "arn:aws:iam::aws:policy/aws-service-role/";

    private PolicyArn() {}

    /** Whether it names a policy of AWS's own. */
    static boolean ofAws(String arn) {
        return arn.startsWith(OF_AWS);
    }

    /** Whether it names a policy that only service-linked roles have. */
    static boolean ofServiceLinkedRole(String arn) {
        return arn.startsWith(OF_SERVICES);
    }

    /** The policy's friendly name. */
    static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }

    /** The policy's path, with a slash at both ends. */
    static String path(String arn) {
        return arn.substring(arn.indexOf('/'), arn.lastIndexOf('/') + 1);
    }

    /**
     * @throws AwsError ValidationError if it cannot be a policy's ARN
     */
    static void check(String arn) {
        if (!FORM.matcher(arn).matches()) {
            throw Faults.validation("ARN " + arn + " is not valid.");
        }
    }

    /**
     * @throws AwsError InvalidInput if it cannot be the ARN of a boundary
     */
    static void checkBoundary(String arn) {
        if (!FORM.matcher(arn).matches()) {
            throw IamErrors.invalidInput("ARN " + arn + " is not valid.");
        }
    }
}
