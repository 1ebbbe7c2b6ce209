package signet.autoscaling;

import signet.model.AwsError;

/** Auto Scaling's errors, in AWS's own words. */
final class Errors {
    private Errors() {}

    static AwsError validation(String message) {
        return AwsError.of("ValidationError", 400, message);
    }

    static AwsError exists(String message) {
        return AwsError.of("AlreadyExists", 400, message);
    }

    static AwsError inUse(String message) {
        return AwsError.of("ResourceInUse", 400, message);
    }

    static AwsError accessDenied(String message) {
        return AwsError.of("AccessDenied", 403, message);
    }

    static AwsError noGroup(String name) {
        return validation("AutoScalingGroup name not found - AutoScalingGroup '" + name + "' not found");
    }

    static AwsError noManagedInstance(String id) {
        return validation("Instance Id not found - No managed instance found for instance ID: " + id);
    }

    static AwsError notThere(String what) {
        return AwsError.of("NotImplemented", 501, what + " is not supported by Signet.");
    }
}
