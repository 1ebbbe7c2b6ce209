package signet.rds;

import signet.model.AwsError;

/** RDS's errors (RDS API Reference, "Common Errors" and those of each operation). */
final class Errors {
    private Errors() {}

    static AwsError value(String message) {
        return AwsError.of("InvalidParameterValue", 400, message);
    }

    static AwsError combination(String message) {
        return AwsError.of("InvalidParameterCombination", 400, message);
    }

    static AwsError accessDenied(String message) {
        return AwsError.of("AccessDenied", 403, message);
    }

    static AwsError noInstance(String name) {
        return AwsError.of("DBInstanceNotFound", 404, "DBInstance " + name + " not found.");
    }

    static AwsError exists() {
        return AwsError.of("DBInstanceAlreadyExists", 400, "DB instance already exists");
    }

    static AwsError state(String message) {
        return AwsError.of("InvalidDBInstanceState", 400, message);
    }

    static AwsError notAvailable(String name) {
        return state("Instance " + name + " is not in available state.");
    }

    static AwsError notThere(String what) {
        return AwsError.of("NotImplemented", 501, what + " is not supported by Signet.");
    }

    static AwsError notHere(String why) {
        return AwsError.of("NotImplemented", 501, "DB instances cannot run on this host: " + why + ".");
    }

    static AwsError internal(String message) {
        return AwsError.of("InternalFailure", 500, message);
    }
}
