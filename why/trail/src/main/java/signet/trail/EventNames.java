package signet.trail;

import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** How CloudTrail calls services and operations, and which kind of event each is. */
final class EventNames {
    /**
     * Lambda's names have the version of its API (Lambda Developer Guide, "Logging Lambda API calls with CloudTrail": the
     * name "might include date and version information"); these are seen in events of AWS.
     */
    private static final Map<String, String> LAMBDA = Map.ofEntries(
            Map.entry("AddPermission", "AddPermission20150331v2"),
            Map.entry("CreateFunction", "CreateFunction20150331"),
            Map.entry("DeleteFunction", "DeleteFunction20150331"),
            Map.entry("GetFunction", "GetFunction20150331v2"),
            Map.entry("GetFunctionConfiguration", "GetFunctionConfiguration20150331v2"),
            Map.entry("GetPolicy", "GetPolicy20150331v2"),
            Map.entry("ListFunctions", "ListFunctions20150331"),
            Map.entry("ListTags", "ListTags20170331"),
            Map.entry("ListVersionsByFunction", "ListVersionsByFunction20150331"),
            Map.entry("RemovePermission", "RemovePermission20150331v2"),
            Map.entry("TagResource", "TagResource20170331v2"),
            Map.entry("UntagResource", "UntagResource20170331v2"),
            Map.entry("UpdateFunctionCode", "UpdateFunctionCode20150331v2"),
            Map.entry("UpdateFunctionConfiguration", "UpdateFunctionConfiguration20150331v2"));

    /** S3's names that are not its operations' (S3 User Guide, "Amazon S3 CloudTrail events"). */
    private static final Map<String, String> S3 = Map.of(
            "ListObjectsV2", "ListObjects",
            "GetPublicAccessBlock", "GetBucketPublicAccessBlock",
            "PutPublicAccessBlock", "PutBucketPublicAccessBlock",
            "DeletePublicAccessBlock", "DeleteBucketPublicAccessBlock");

    /** Operations on a bucket that are data events all the same (S3 User Guide, as above). */
    private static final Set<String> DATA_OF_BUCKETS =
            Set.of("ListObjects", "ListObjectsV2", "ListMultipartUploads", "DeleteObjects", "HeadBucket", "ListParts");

    private static final Pattern OBJECT = Pattern.compile("[A-Za-z]*(?:Object|Upload|UploadPart)[A-Za-z]*");

    private EventNames() {}

    /** {@code iam.amazonaws.com}; empty for no service. */
    static String source(String service) {
        return service.isEmpty() ? "" : service + ".amazonaws.com";
    }

    /** {@code eventName}. */
    static String event(String service, String operation) {
        return switch (service) {
            case "lambda" -> LAMBDA.getOrDefault(operation, operation);
            case "s3" -> S3.getOrDefault(operation, operation);
            default -> operation;
        };
    }

    /** {@code eventCategory}. */
    static EventCategory category(String service, String operation) {
        boolean data = switch (service) {
            case "s3" ->
                DATA_OF_BUCKETS.contains(operation) || OBJECT.matcher(operation).matches();
            case "lambda" -> operation.startsWith("Invoke");
            default -> false;
        };
        return data ? EventCategory.DATA : EventCategory.MANAGEMENT;
    }

    /** {@code errorCode}: EC2's say whose fault it was, and Lambda's denials have the name that most services use. */
    static String error(String service, String code, int status) {
        if (service.equals("ec2")) {
            return (status < 500 ? "Client." : "Server.") + code;
        }
        return service.equals("lambda") && code.equals("AccessDeniedException") ? "AccessDenied" : code;
    }
}
