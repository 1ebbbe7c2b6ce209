package signet.iam;

import signet.model.AwsError;
import signet.model.iam.IamErrors;

/** Errors that the API's model does not list, or whose text several operations share. */
final class Faults {
    private Faults() {}

    static AwsError validation(String message) {
        return AwsError.of("ValidationError", 400, message);
    }

    static AwsError accessDenied(String message) {
        return AwsError.of("AccessDenied", 403, message);
    }

    static AwsError policyNotFound(String arn) {
        return IamErrors.noSuchEntity("Policy " + arn + " was not found.");
    }

    static AwsError policyNotAttachable(String arn) {
        return IamErrors.noSuchEntity("Policy " + arn + " does not exist or is not attachable.");
    }

    static AwsError versionNotFound(String arn, String version) {
        return IamErrors.noSuchEntity(
                "Policy " + arn + " version " + version + " does not exist or is not attachable.");
    }

    static AwsError deleteConflict(String what) {
        return IamErrors.deleteConflict("Cannot delete entity, must " + what + " first.");
    }

    static AwsError protectedRole(String name) {
        return IamErrors.unmodifiableEntity("Cannot perform the operation on the protected role '" + name
                + "' - this role is only modifiable by AWS");
    }
}
