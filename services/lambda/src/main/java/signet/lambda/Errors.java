package signet.lambda;

import signet.model.AwsError;
import signet.model.lambda.LambdaErrors;

/** Lambda's errors, in AWS's own words. */
final class Errors {
    private Errors() {}

    static AwsError invalid(String message) {
        return LambdaErrors.invalidParameterValue(message);
    }

    static AwsError denied(String message) {
        return AwsError.of("AccessDeniedException", 403, message);
    }

    /** One value that breaks what the model does not say. */
    static AwsError validation(String value, String field, String rule) {
        return AwsError.of(
                "ValidationException",
                400,
                "1 validation error detected: Value '" + value + "' at '" + field + "' failed to satisfy constraint: "
                        + rule);
    }

    static AwsError noFunction(String arn) {
        return LambdaErrors.resourceNotFound("Function not found: " + arn);
    }

    static AwsError notImplemented(String what) {
        return AwsError.of("NotImplemented", 501, what + " is not supported by Signet.");
    }

    static AwsError roleNotAssumable() {
        return invalid("The role defined for the function cannot be assumed by Lambda.");
    }

    static AwsError staleRevision() {
        return LambdaErrors.preconditionFailed("The RevisionId provided does not match the latest RevisionId. Call the"
                + " GetFunction/GetAlias API to retrieve the latest RevisionId");
    }
}
