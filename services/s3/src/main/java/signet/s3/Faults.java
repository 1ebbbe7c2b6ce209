package signet.s3;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import signet.model.AwsError;

/** S3's errors, in its own words (S3 API Reference, "Error responses"). */
final class Faults {
    private static final Pattern ACCOUNT = Pattern.compile("[0-9]{12}");
    private static final int BAD_REQUEST = 400;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;
    private static final int PRECONDITION_FAILED = 412;
    private static final int RANGE_NOT_SATISFIABLE = 416;

    private Faults() {}

    static AwsError noSuchBucket(String name) {
        return AwsError.of("NoSuchBucket", NOT_FOUND, "The specified bucket does not exist")
                .with("BucketName", name);
    }

    static AwsError noSuchKey(String key) {
        return AwsError.of("NoSuchKey", NOT_FOUND, "The specified key does not exist.")
                .with("Key", key);
    }

    static AwsError noSuchUpload(String id) {
        return AwsError.of(
                        "NoSuchUpload",
                        NOT_FOUND,
                        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been"
                                + " aborted or completed.")
                .with("UploadId", id);
    }

    /** Something of a bucket that isn't there, such as its policy. */
    static AwsError notConfigured(String code, String message, StoredBucket bucket) {
        return AwsError.of(code, NOT_FOUND, message).with("BucketName", bucket.name());
    }

    static AwsError accessDenied() {
        return AwsError.of("AccessDenied", FORBIDDEN, "Access Denied");
    }

    static AwsError accessDenied(String sentence) {
        return AwsError.of("AccessDenied", FORBIDDEN, sentence);
    }

    static AwsError invalidBucketName(String name) {
        return badRequest("InvalidBucketName", "The specified bucket is not valid.")
                .with("BucketName", name);
    }

    static AwsError conflict(String code, String message, String bucket) {
        return AwsError.of(code, CONFLICT, message).with("BucketName", bucket);
    }

    static AwsError badRequest(String code, String message) {
        return AwsError.of(code, BAD_REQUEST, message);
    }

    static AwsError invalidRequest(String message) {
        return badRequest("InvalidRequest", message);
    }

    static AwsError invalidArgument(String message, String name, String value) {
        return badRequest("InvalidArgument", message).with("ArgumentName", name).with("ArgumentValue", value);
    }

    static AwsError malformedXml() {
        return badRequest(
                "MalformedXML",
                "The XML you provided was not well-formed or did not validate against our published schema");
    }

    static AwsError invalidTag(String message, String key) {
        return badRequest("InvalidTag", message).with("TagKey", key);
    }

    static AwsError preconditionFailed(String condition) {
        return AwsError.of(
                        "PreconditionFailed",
                        PRECONDITION_FAILED,
                        "At least one of the pre-conditions you specified did not hold")
                .with("Condition", condition);
    }

    /** The object is as the client has it; the answer has no body. */
    static AwsError notModified() {
        return AwsError.of("NotModified", 304, "Not Modified");
    }

    static AwsError invalidRange(String range, long size) {
        return AwsError.of("InvalidRange", RANGE_NOT_SATISFIABLE, "The requested range is not satisfiable")
                .with("RangeRequested", range)
                .with("ActualObjectSize", Long.toString(size));
    }

    static AwsError invalidPartNumber(int requested, int count) {
        return AwsError.of("InvalidPartNumber", RANGE_NOT_SATISFIABLE, "The requested partnumber is not satisfiable")
                .with("PartNumberRequested", Integer.toString(requested))
                .with("ActualPartCount", Integer.toString(count));
    }

    /** A header asks for what is not there, and is not to be ignored. */
    static AwsError notImplemented(String header) {
        return AwsError.of("NotImplemented", 501, "A header you provided implies functionality that is not implemented")
                .with("Header", header);
    }

    static AwsError methodNotAllowed(String method, String resourceType) {
        return AwsError.of("MethodNotAllowed", 405, "The specified method is not allowed against this resource.")
                .with("Method", method)
                .with("ResourceType", resourceType);
    }

    /** Refuses {@code x-amz-expected-bucket-owner} unless it names the bucket's owner. */
    static void requireOwner(StoredBucket bucket, @Nullable String expected) {
        if (expected == null) {
            return;
        }
        if (!ACCOUNT.matcher(expected).matches()) {
            throw badRequest(
                    "InvalidBucketOwnerAWSAccountID",
                    "The value of the expected bucket owner parameter must be an AWS Account ID... [" + expected + "]");
        }
        if (!expected.equals(bucket.account())) {
            throw accessDenied();
        }
    }
}
