package signet.cloudtrail;

import signet.model.AwsError;
import signet.model.cloudtrail.CloudTrailErrors;

/** CloudTrail's errors. Where a text of AWS's has been seen it is that one; the others say what is wrong in Signet's words. */
final class Errors {
    private Errors() {}

    static AwsError denied(String message) {
        return AwsError.of("AccessDeniedException", 400, message);
    }

    static AwsError notImplemented(String what) {
        return AwsError.of("NotImplemented", 501, what + " is not supported by Signet.");
    }

    /** {@code Unknown trail: arn:… for the user: …}, as AWS answers GetTrailStatus; GetTrail has what the request called it. */
    static AwsError unknownTrail(String trail, String account) {
        return CloudTrailErrors.trailNotFound("Unknown trail: " + trail + " for the user: " + account);
    }

    static AwsError badName(String message) {
        return CloudTrailErrors.invalidTrailName(message);
    }

    /** Seen in many reports, such as https://github.com/aws/aws-cdk/issues/11602. */
    static AwsError badBucketPolicy(String bucket) {
        return CloudTrailErrors.insufficientS3BucketPolicy(
                "Incorrect S3 bucket policy is detected for bucket: " + bucket);
    }

    static AwsError noBucket(String bucket) {
        return CloudTrailErrors.s3BucketDoesNotExist("S3 bucket " + bucket + " does not exist!");
    }

    static AwsError badToken() {
        return CloudTrailErrors.invalidNextToken(
                "The token is not valid, or belongs to a request with other parameters.");
    }
}
